-- materialize
-- Ratings as the newest export has them.
-- Grain: one row per rating_id.
-- Reads: lake_ratings, stg_batch.

with versions as (

    select
        exported.*,
        row_number() over (
            partition by exported.rating_id
            order by batches.batch_order desc, exported.sheet_name desc, exported.row_number desc
        ) as newest_first
    from lake_ratings as exported
    inner join stg_batch as batches on exported.batch_id = batches.batch_id

),

final as (

    select * exclude (newest_first) from versions where newest_first = 1

)

select * from final
