-- Batches that are loaded and held out of the numbers, since their snapshot has many more or fewer rows than the last.
-- Grain: one row per batch_id.
-- Reads: lake_held.

select batch_id, source, file_name, file_sha256, as_of, rows_now, rows_before from lake_held
order by source, as_of, file_name, batch_id
