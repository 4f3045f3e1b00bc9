-- materialize
-- What exports call units, on which day and how often; nothing where no ledger says who could be meant.
-- Grain: one row per (source, unit_text, asked_on).
-- Reads: stg_call, stg_complaint, stg_dispatch, stg_nomination, stg_outlet, stg_period, stg_summary, stg_task, stg_ticket, stg_today, stg_unit_name.

with written as (

    select 'complaints' as source, unit as unit_text, cast(received_at as date) as asked_on from stg_complaint
    union all
    select 'calls' as source, queue as unit_text, cast(offered_at as date) as asked_on from stg_call
    union all
    select 'dispatches' as source, unit as unit_text, cast(dispatched_at as date) as asked_on from stg_dispatch
    union all
    select
        'tasks' as source,
        tasks.owner as unit_text,
        coalesce(tasks.done_on, least(tasks.due, stg_today.today)) as asked_on
    from stg_task as tasks
    cross join stg_today
    union all
    select
        'summaries' as source,
        coalesce(summaries.scope_id, summaries.unit) as unit_text,
        periods.ends_on as asked_on
    from stg_summary as summaries
    inner join stg_period as periods on summaries.period = periods.period
    where coalesce(summaries.scope, 'unit') = 'unit'
    union all
    select
        'nominations' as source,
        unnest([nominations.nominee_id, nominations.nominee_name]) as unit_text,
        coalesce(nominations.nominated_on, stg_today.today) as asked_on
    from stg_nomination as nominations
    cross join stg_today
    union all
    -- the outlet above an outlet is no unit
    select 'outlets' as source, outlets.parent_id as unit_text, stg_today.today as asked_on
    from stg_outlet as outlets
    cross join stg_today
    where outlets.parent_id not in (select stg_outlet.outlet_id from stg_outlet)

),

final as (

    select source, unit_text, asked_on, count(*) as row_count
    from written
    where unit_text is not null and exists (select 1 as found from stg_unit_name)
    group by source, unit_text, asked_on
    union all
    select 'tickets' as source, unit as unit_text, cast(started_at as date) as asked_on, count(*) as row_count
    from stg_ticket
    where unit is not null and exists (select 1 as found from stg_unit_name)
    group by unit, cast(started_at as date)

)

select * from final
