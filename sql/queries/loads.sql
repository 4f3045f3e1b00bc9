-- Batches, newest first.
-- Grain: one row per batch_id.
-- Reads: mart_load.

select
    batch_id, source, file_name, member, file_sha256, mapping_name, loaded_at, as_of, as_of_origin, rows_read,
    rows_accepted, rows_rejected, rejected_by_rule, sheets, notes
from mart_load
order by loaded_at desc, source, file_name
