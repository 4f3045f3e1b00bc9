-- Hotline calls with whether they were answered, how long people waited, and whom a queue named for one belongs to.
-- Grain: one row per call_id.
-- Who gives up within five seconds has asked for nobody. A call that was not answered and says nothing of the time is
-- no such one: it counts against the hotline.
-- Reads: outlet_ledger, stg_call, stg_district_name, stg_outlet_name, stg_unit_name, unit_ledger.

with units as (

    select unit_text, arg_min(unit_id, (preference, unit_id)) as unit_id from stg_unit_name group by unit_text

),

told as (

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
        coalesce(outlet_names.outlet_id, 'unknown') as outlet_id,
        coalesce(units.unit_id, outlets.unit_id, 'unknown') as unit_id,
        coalesce(districts.district_id, outlets.district_id, unit_ledger.district_id, 'unknown') as district_id,
        coalesce(outlets.township_id, 'unknown') as township_id,
        coalesce(outlets.industry_id, unit_ledger.industry_id, 'unknown') as industry_id
    from told as calls
    left join stg_outlet_name as outlet_names on calls.queue = outlet_names.outlet_text
    left join outlet_ledger as outlets on outlet_names.outlet_id = outlets.outlet_id
    left join units on calls.queue = units.unit_text
    left join unit_ledger on coalesce(units.unit_id, outlets.unit_id) = unit_ledger.unit_id
    left join stg_district_name as districts on calls.queue = districts.district_text

)

select * from final
order by offered_at
