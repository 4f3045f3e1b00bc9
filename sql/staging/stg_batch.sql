-- Batches of the lake in the order in which their versions of a row count.
-- Grain: one row per batch_id.
-- Reads: lake_batch.

select
    batch_id,
    source,
    as_of,
    row_number() over (order by as_of nulls first, batch_id) as batch_order
from lake_batch
