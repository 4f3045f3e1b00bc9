-- view
-- How long people waited on the hotline: whoever was answered, or gave up after more than five seconds.
-- Grain: one row per (month, measure, spread_value, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, fct_call.

select
    dim_date.month,
    'call_wait' as measure,
    calls.waited_seconds as spread_value,
    calls.outlet_id, calls.unit_id, calls.district_id, calls.township_id, calls.industry_id,
    count(*) as observed,
    0 as censored
from fct_call as calls
inner join dim_date on cast(calls.offered_at as date) = dim_date.date
where calls.is_reached is not null and not calls.is_short_abandon and calls.waited_seconds is not null
group by
    dim_date.month, calls.waited_seconds,
    calls.outlet_id, calls.unit_id, calls.district_id, calls.township_id, calls.industry_id
