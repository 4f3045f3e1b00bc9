-- materialize
-- Units as the newest ledger has them; of a unit that was renamed or moved, one row for each of its times.
-- Grain: one row per (unit_id, valid_from).
-- Reads: lake_units, stg_batch.

with versions as (

    select
        exported.*,
        row_number() over (
            partition by exported.unit_id, exported.valid_from
            order by batches.batch_order desc, exported.sheet_name desc, exported.row_number desc
        ) as newest_first
    from lake_units as exported
    inner join stg_batch as batches on exported.batch_id = batches.batch_id

),

newest as (

    select
        * exclude (newest_first),
        -- a row without an end ends the day before the next one of its unit begins
        cast(
            lead(valid_from) over (partition by unit_id order by valid_from nulls first) - interval '1 day' as date
        ) as day_before_next
    from versions
    where newest_first = 1

)

select
    *,
    coalesce(valid_from, date '0001-01-01') as first_day,
    coalesce(valid_to, day_before_next, date '9999-12-31') as last_day
from newest
