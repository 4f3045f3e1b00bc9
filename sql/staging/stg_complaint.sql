-- materialize
-- Complaints as the newest export has them, with the first due time and the first close of all versions.
-- Grain: one row per complaint_id.
-- Reads: lake_complaints, stg_batch.

with versions as (

    select
        exported.*,
        first_value(exported.due_at ignore nulls) over oldest_first as first_due_at,
        min(exported.closed_at) over (partition by exported.complaint_id) as first_closed_at,
        row_number() over (
            partition by exported.complaint_id
            order by
                coalesce(exported.exported_at, batches.as_of) desc nulls last,
                batches.batch_order desc,
                exported.sheet_name desc,
                exported.row_number desc
        ) as newest_first
    from lake_complaints as exported
    inner join stg_batch as batches on exported.batch_id = batches.batch_id
    window oldest_first as (
        partition by exported.complaint_id
        order by
            coalesce(exported.exported_at, batches.as_of) nulls first,
            batches.batch_order,
            exported.sheet_name,
            exported.row_number
        rows between unbounded preceding and unbounded following
    )

),

final as (

    select * exclude (newest_first) from versions where newest_first = 1

)

select * from final
