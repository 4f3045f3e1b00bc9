-- Batches that wait until somebody lets them into the numbers.
-- Grain: one row per batch_id.
-- Reads: mart_held.

select batch_id, source, file_name, file_sha256, as_of, rows_now, rows_before from mart_held
order by source, as_of, file_name, batch_id
