-- view
-- The measures of mart_call_day by statistical month, one row each.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, mart_call_day.

with months as (

    select
        dim_date.month,
        counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id, counted.industry_id,
        unnest([
            { 'measure': 'calls', 'value': cast(sum(counted.calls) as double) },
            { 'measure': 'calls_known', 'value': cast(sum(counted.calls_known) as double) },
            { 'measure': 'calls_asked', 'value': cast(sum(counted.calls_asked) as double) },
            { 'measure': 'calls_answered', 'value': cast(sum(counted.calls_answered) as double) },
            { 'measure': 'calls_abandoned', 'value': cast(sum(counted.calls_abandoned) as double) },
            { 'measure': 'calls_timed', 'value': cast(sum(counted.calls_timed) as double) },
            { 'measure': 'calls_within_20s', 'value': cast(sum(counted.calls_within_20s) as double) },
            { 'measure': 'calls_within_15s', 'value': cast(sum(counted.calls_within_15s) as double) },
            { 'measure': 'calls_waited', 'value': cast(sum(counted.calls_waited) as double) },
            { 'measure': 'waited_seconds', 'value': cast(sum(counted.waited_seconds) as double) },
            { 'measure': 'first_calls_known', 'value': cast(sum(counted.first_calls_known) as double) },
            { 'measure': 'first_calls_resolved', 'value': cast(sum(counted.first_calls_resolved) as double) }
        ]) as counted
    from mart_call_day as counted
    inner join dim_date on counted.day = dim_date.date
    group by
        dim_date.month, counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id,
        counted.industry_id

)

select
    month,
    counted.measure,
    counted.value,
    outlet_id, unit_id, district_id, township_id, industry_id
from months
