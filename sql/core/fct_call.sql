-- Hotline calls with whether they were answered, how long people waited, and whom a queue named for one belongs to.
-- Grain: one row per call_id.
-- Who gives up within five seconds has asked for nobody. A call that was not answered and says nothing of the time is
-- no such one: it counts against the hotline.
-- Reads: outlet_ledger, outlet_meant, stg_call, stg_district_name, unit_history, unit_meant.

with told as (

    select
        *,
        case
            when is_answered is not null then is_answered when abandoned_after_seconds is not null then false
        end as is_reached,
        case
            when is_answered then wait_seconds else coalesce(abandoned_after_seconds, wait_seconds)
        end as waited_seconds
    from stg_call

),

final as (

    select
        calls.* exclude (is_reached, waited_seconds),
        calls.is_reached,
        not coalesce(calls.is_reached, true) and coalesce(calls.waited_seconds <= 5, false) as is_short_abandon,
        calls.waited_seconds,
        coalesce(outlet_names.outlet_id, outlets.outlet_id, 'unknown') as outlet_id,
        coalesce(units.unit_id, outlets.unit_id, 'unknown') as unit_id,
        coalesce(districts.district_id, outlets.district_id, history.district_id, 'unknown') as district_id,
        coalesce(outlets.township_id, 'unknown') as township_id,
        coalesce(outlets.industry_id, history.industry_id, 'unknown') as industry_id
    from told as calls
    left join outlet_meant as outlet_names
        on calls.queue = outlet_names.outlet_text and cast(calls.offered_at as date) = outlet_names.asked_on
    left join outlet_ledger as outlets on coalesce(outlet_names.outlet_id, calls.queue) = outlets.outlet_id
    left join unit_meant as units
        on calls.queue = units.unit_text and cast(calls.offered_at as date) = units.asked_on
    left join unit_history as history
        on
            coalesce(units.unit_id, outlets.unit_id) = history.unit_id
            and cast(calls.offered_at as date) between history.from_day and history.to_day
    left join stg_district_name as districts on calls.queue = districts.district_text

)

select * from final
order by offered_at
