-- materialize
-- What exports call outlets where they do not give the number of one: on which day and how often.
-- Grain: one row per (source, outlet_text, asked_on).
-- Reads: stg_call, stg_complaint, stg_grid, stg_inspection_item, stg_nomination, stg_outlet, stg_outlet_name, stg_period, stg_rating, stg_summary, stg_survey, stg_ticket, stg_today.

with written as (

    select 'complaints' as source, outlet_id as outlet_text, cast(received_at as date) as asked_on
    from stg_complaint
    union all
    select 'inspections' as source, outlet_id as outlet_text, cast(inspected_at as date) as asked_on
    from stg_inspection_item
    union all
    select 'ratings' as source, outlet_id as outlet_text, cast(rated_at as date) as asked_on from stg_rating
    union all
    select 'grids' as source, grids.outlet_id as outlet_text, stg_today.today as asked_on
    from stg_grid as grids
    cross join stg_today
    union all
    select 'surveys' as source, surveys.scope_id as outlet_text, periods.ends_on as asked_on
    from stg_survey as surveys
    inner join stg_period as periods on surveys.period = periods.period
    where surveys.scope = 'outlet'
    union all
    select 'summaries' as source, summaries.scope_id as outlet_text, periods.ends_on as asked_on
    from stg_summary as summaries
    inner join stg_period as periods on summaries.period = periods.period
    where summaries.scope = 'outlet'
    union all
    select
        'nominations' as source,
        unnest([nominations.nominee_id, nominations.nominee_name]) as outlet_text,
        coalesce(nominations.nominated_on, stg_today.today) as asked_on
    from stg_nomination as nominations
    cross join stg_today
    union all
    select 'calls' as source, queue as outlet_text, cast(offered_at as date) as asked_on from stg_call
    union all
    select 'tickets' as source, outlet_id as outlet_text, cast(started_at as date) as asked_on from stg_ticket

)

-- a number means itself, and a million cases give one; without a ledger no name means anybody
select source, outlet_text, asked_on, count(*) as row_count
from written
where
    outlet_text is not null
    and outlet_text not in (select stg_outlet.outlet_id from stg_outlet)
    and exists (select 1 as found from stg_outlet_name)
group by source, outlet_text, asked_on
