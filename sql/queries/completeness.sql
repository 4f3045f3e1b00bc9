-- How complete each source is, month by month: rows of the day that a row is known by, and what to make of them.
-- Grain: one row per (source, month), thirteen months up to the newest as-of; sources without dated rows have none.
-- Reads: dim_date, fct_call, fct_dispatch, fct_inspection, fct_rating, fct_suspension, fct_visit, mart_complaint_day, mart_ticket_day, meta_source.

with days as (

    select 'tickets' as source, day, accepted + excluded as row_count from mart_ticket_day
    union all
    select 'complaints' as source, day, complaints as row_count from mart_complaint_day
    union all
    select 'dispatches' as source, cast(dispatched_at as date) as day, 1 as row_count from fct_dispatch
    union all
    select 'suspensions' as source, cast(started_at as date) as day, 1 as row_count from fct_suspension
    union all
    select 'ratings' as source, cast(rated_at as date) as day, 1 as row_count from fct_rating
    union all
    select 'inspections' as source, cast(inspected_at as date) as day, 1 as row_count from fct_inspection
    union all
    select 'visits' as source, cast(visited_at as date) as day, 1 as row_count from fct_visit
    union all
    select 'calls' as source, cast(offered_at as date) as day, 1 as row_count from fct_call

),

counted as (

    select days.source, dates.month, cast(sum(days.row_count) as bigint) as row_count
    from days
    inner join dim_date as dates on days.day = dates.date
    where days.row_count > 0
    group by days.source, dates.month

),

newest as (

    select max(as_of) as as_of from meta_source

),

months as (

    select dates.month, any_value(dates.month_name) as month_name, max(dates.date) as last_day
    from dim_date as dates
    cross join newest
    where dates.month <= newest.as_of
    group by dates.month
    having min(dates.date) <= max(newest.as_of)
    order by dates.month desc
    limit 13

),

spans as (

    select
        counted.source,
        max(sources.as_of) as as_of,
        min(counted.month) as first_month,
        -- of whole months: the one that has just begun has few rows by nature
        median(counted.row_count) filter (where months.last_day <= cast(sources.as_of as date)) as usual_rows
    from counted
    left join meta_source as sources on counted.source = sources.source
    left join months on counted.month = months.month
    group by counted.source

),

final as (

    select
        spans.source,
        months.month,
        months.month_name,
        coalesce(counted.row_count, 0) as row_count,
        case
            when counted.row_count is null and months.month < spans.first_month then 'before'
            when cast(newest.as_of as date) < months.last_day then 'partial'
            -- of a handful a month, none may well be all there were
            when counted.row_count is null and spans.usual_rows < 10 then 'none'
            when counted.row_count is null then 'missing'
            when cast(spans.as_of as date) < months.last_day then 'partial'
            when counted.row_count < spans.usual_rows / 2 and spans.usual_rows >= 10 then 'few'
            else 'full'
        end as state
    from spans
    cross join months
    cross join newest
    left join counted on spans.source = counted.source and months.month = counted.month

)

select source, month, month_name, row_count, state from final
order by source, month
