-- materialize
-- Units as the newest ledger has them.
-- Grain: one row per unit_id.
-- Reads: lake_units, stg_batch.

with versions as (

    select
        exported.*,
        row_number() over (
            partition by exported.unit_id
            order by batches.batch_order desc, exported.sheet_name desc, exported.row_number desc
        ) as newest_first
    from lake_units as exported
    inner join stg_batch as batches on exported.batch_id = batches.batch_id

),

final as (

    select * exclude (newest_first) from versions where newest_first = 1

)

select * from final
