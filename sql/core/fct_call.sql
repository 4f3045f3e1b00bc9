-- Hotline calls. Who gives up within five seconds has asked for nobody.
-- Grain: one row per call_id.
-- Reads: stg_call.

select
    *,
    not coalesce(is_answered, true) and coalesce(abandoned_after_seconds <= 5, false) as is_short_abandon
from stg_call
order by offered_at
