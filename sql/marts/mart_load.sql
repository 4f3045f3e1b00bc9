-- Batches with what was read, accepted and rejected of each.
-- Grain: one row per batch_id.
-- Reads: lake_batch.

select
    batch_id, source, file_name, member, file_sha256, mapping_name, loaded_at, as_of, as_of_origin,
    rows_read, rows_accepted, rows_rejected, rejected_by_rule, sheets, notes
from lake_batch
order by source, file_name, batch_id
