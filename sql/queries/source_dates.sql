-- How far each source reaches, and how many batches and rows it has.
-- Grain: one row per source.
-- Reads: mart_load, meta_source.

select
    loads.source,
    any_value(meta_source.as_of) as as_of,
    count(*) as batches,
    cast(sum(loads.rows_accepted) as bigint) as rows_accepted,
    cast(sum(loads.rows_rejected) as bigint) as rows_rejected
from mart_load as loads
left join meta_source on loads.source = meta_source.source
group by loads.source
order by loads.source
