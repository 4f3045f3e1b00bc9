-- materialize
-- Surveys as the newest export has them.
-- Grain: one row per (survey_id, period, scope, scope_id, source).
-- Reads: lake_surveys, stg_batch.

with versions as (

    select
        exported.*,
        row_number() over (
            partition by
                exported.survey_id,
                exported.period,
                exported.scope,
                exported.scope_id,
                exported.source
            order by batches.batch_order desc, exported.sheet_name desc, exported.row_number desc
        ) as newest_first
    from lake_surveys as exported
    inner join stg_batch as batches on exported.batch_id = batches.batch_id

),

final as (

    select * exclude (newest_first) from versions where newest_first = 1

)

select * from final
