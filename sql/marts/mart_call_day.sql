-- Hotline calls counted on the day they came in; only those whose outcome is known, but for calls.
-- Grain: one row per (day, queue, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: call_mark.

select
    day, queue, outlet_id, unit_id, district_id, township_id, industry_id,
    count(*) as calls,
    count(*) filter (where calls_known) as calls_known,
    count(*) filter (where calls_asked) as calls_asked,
    count(*) filter (where calls_answered) as calls_answered,
    count(*) filter (where calls_abandoned) as calls_abandoned,
    count(*) filter (where calls_timed) as calls_timed,
    count(*) filter (where calls_within_20s) as calls_within_20s,
    count(*) filter (where calls_within_15s) as calls_within_15s,
    count(*) filter (where calls_waited) as calls_waited,
    coalesce(sum(waited_seconds), 0) as waited_seconds,
    count(*) filter (where first_calls_known) as first_calls_known,
    count(*) filter (where first_calls_resolved) as first_calls_resolved
from call_mark
group by day, queue, outlet_id, unit_id, district_id, township_id, industry_id
order by day, queue
