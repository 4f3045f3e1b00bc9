-- Hotline calls counted on the day they came in; only those whose outcome is known, but for calls.
-- Grain: one row per (day, queue, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: fct_call.

with calls as (

    select
        *,
        cast(offered_at as date) as day,
        is_reached is not null as is_known,
        is_reached is not null and not is_short_abandon as is_asked,
        -- of an answered call without its wait nobody knows whether it was in time
        is_reached is not null and not is_short_abandon and (not is_reached or waited_seconds is not null) as is_timed
    from fct_call

)

select
    day, queue, outlet_id, unit_id, district_id, township_id, industry_id,
    count(*) as calls,
    count(*) filter (where is_known) as calls_known,
    count(*) filter (where is_asked) as calls_asked,
    count(*) filter (where is_reached) as calls_answered,
    count(*) filter (where is_asked and not is_reached) as calls_abandoned,
    count(*) filter (where is_timed) as calls_timed,
    count(*) filter (where is_reached and waited_seconds <= 20) as calls_within_20s,
    count(*) filter (where is_reached and waited_seconds <= 15) as calls_within_15s,
    count(*) filter (where is_asked and waited_seconds is not null) as calls_waited,
    coalesce(sum(waited_seconds) filter (where is_asked), 0) as waited_seconds,
    count(*) filter (where is_reached and is_first_call_resolved is not null) as first_calls_known,
    count(*) filter (where is_reached and is_first_call_resolved) as first_calls_resolved
from calls
group by day, queue, outlet_id, unit_id, district_id, township_id, industry_id
order by day, queue
