-- materialize
-- Opinions asked of departments as the newest export has them.
-- Grain: one row per (nominee_name, nomination_id, department).
-- Reads: lake_opinions, stg_batch.

with versions as (

    select
        exported.*,
        row_number() over (
            partition by exported.nominee_name, exported.nomination_id, exported.department
            order by batches.batch_order desc, exported.sheet_name desc, exported.row_number desc
        ) as newest_first
    from lake_opinions as exported
    inner join stg_batch as batches on exported.batch_id = batches.batch_id

),

final as (

    select * exclude (newest_first) from versions where newest_first = 1

)

select * from final
