-- view
-- Dispatches with the unit that is meant, what its case says, and where: the case's place, then the unit's.
-- Grain: one row per (ticket_id, unit, dispatched_at).
-- Reads: fct_ticket, stg_dispatch, unit_history, unit_meant.

with led as (

    select
        *,
        coalesce(role, 'lead') = 'lead' as is_lead,
        max(case when coalesce(role, 'lead') = 'lead' then dispatched_at end)
            over (partition by ticket_id) as last_led_at
    from stg_dispatch

),

final as (

    select
        led.* exclude (last_led_at),
        led.is_lead and led.dispatched_at = led.last_led_at as is_last_lead,
        -- where nobody says whether a return was upheld, sending the case on to a unit confirms it
        led.returned_at is not null
        and coalesce(led.is_return_upheld, led.last_led_at >= led.returned_at, false) as is_return_confirmed,
        coalesce(named.unit_id, led.unit) as unit_id,
        tickets.ticket_id is not null as is_case_known,
        coalesce(tickets.is_valid, true) as is_valid,
        coalesce(tickets.is_floating and led.due_at is null, false) as is_floating,
        tickets.due_at as case_due_at,
        tickets.first_closed_at as case_closed_at,
        tickets.withdrawn_at as case_withdrawn_at,
        cast(tickets.grid_id as varchar) as grid_id,
        case when tickets.unit_id = coalesce(named.unit_id, led.unit) then tickets.outlet_id else 'unknown' end
            as outlet_id,
        coalesce(nullif(tickets.district_id, 'unknown'), units.district_id, 'unknown') as district_id,
        coalesce(tickets.township_id, 'unknown') as township_id,
        coalesce(nullif(units.industry_id, 'unknown'), tickets.industry_id, 'unknown') as industry_id
    from led
    left join unit_meant as named
        on led.unit = named.unit_text and cast(led.dispatched_at as date) = named.asked_on
    left join fct_ticket as tickets on led.ticket_id = tickets.ticket_id
    left join unit_history as units
        on
            coalesce(named.unit_id, led.unit) = units.unit_id
            and cast(led.dispatched_at as date) between units.from_day and units.to_day

)

select * from final
