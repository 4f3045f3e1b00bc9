-- stored view
-- What each measure of the hotline counts, written once: the calls behind a number are those in which its column is true.
-- Grain: one row per call_id.
-- Reads: fct_call.

with calls as (

    select
        *,
        is_reached is not null as is_known,
        is_reached is not null and not is_short_abandon as is_asked
    from fct_call

)

select
    call_id, queue, offered_at, outlet_id, unit_id, district_id, township_id, industry_id,
    cast(offered_at as date) as day,
    is_known as calls_known,
    is_asked as calls_asked,
    coalesce(is_reached, false) as calls_answered,
    is_asked and not is_reached as calls_abandoned,
    -- of an answered call without its wait nobody knows whether it was in time
    is_asked and (not is_reached or waited_seconds is not null) as calls_timed,
    coalesce(is_reached and waited_seconds <= 20, false) as calls_within_20s,
    coalesce(is_reached and waited_seconds <= 15, false) as calls_within_15s,
    is_asked and waited_seconds is not null as calls_waited,
    coalesce(is_reached and is_first_call_resolved is not null, false) as first_calls_known,
    coalesce(is_reached and is_first_call_resolved, false) as first_calls_resolved,
    case when is_asked then waited_seconds end as waited_seconds
from calls
