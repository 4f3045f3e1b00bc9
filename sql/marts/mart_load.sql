-- Batches with what was read, accepted and rejected of each, and what a full snapshot withdrew of it.
-- Grain: one row per batch_id.
-- Reads: lake_batch, lake_withdrawn.

select
    batches.batch_id, batches.source, batches.file_name, batches.member, batches.file_sha256,
    batches.mapping_name, batches.loaded_at, batches.as_of, batches.as_of_origin, batches.snapshot as is_snapshot,
    batches.rows_read, batches.rows_accepted, batches.rows_rejected,
    coalesce(withdrawn.rows_withdrawn, 0) as rows_withdrawn,
    batches.rejected_by_rule, batches.sheets, batches.notes
from lake_batch as batches
left join lake_withdrawn as withdrawn on batches.batch_id = withdrawn.batch_id
order by batches.source, batches.file_name, batches.batch_id
