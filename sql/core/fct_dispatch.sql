-- Dispatches with the unit's own clock: it runs from the dispatch to the answer and stops at a confirmed return.
-- Grain: one row per (ticket_id, unit, dispatched_at).
-- Reads: dispatch_place, stg_as_of.

with clocked as (

    select
        dispatches.*,
        as_of.as_of,
        dispatches.dispatched_at as unit_started_at,
        coalesce(dispatches.due_at, dispatches.case_due_at) as unit_due_at,
        case
            when dispatches.due_at is not null then 'dispatch'
            when dispatches.case_due_at is not null then 'case'
        end as unit_due_origin,
        -- a case that is closed no longer lies with the unit that led it last
        coalesce(
            dispatches.answered_at,
            case
                when dispatches.is_last_lead and dispatches.case_closed_at >= dispatches.dispatched_at
                    then dispatches.case_closed_at
            end
        ) as unit_answered_at
    from dispatch_place as dispatches
    left join stg_as_of as as_of on as_of.source = 'dispatches'

),

judged as (

    select
        *,
        is_valid
        and not is_floating
        and coalesce(unit_due_at < as_of, false)
        and not (
            is_return_confirmed
            and returned_at <= unit_due_at
            and not coalesce(unit_answered_at <= least(unit_due_at, returned_at), false)
        )
        -- a case withdrawn by the limit asks nothing more of the unit
        and not (
            coalesce(case_withdrawn_at <= unit_due_at, false)
            and not coalesce(unit_answered_at <= unit_due_at, false)
        ) as is_unit_due
    from clocked

),

final as (

    select
        ticket_id, seq, level, unit, unit_id, role, is_lead, dispatched_at, signed_at, returned_at,
        is_return_upheld, is_return_confirmed, answered_at, due_at, outlet_id, district_id, township_id,
        industry_id, grid_id, is_case_known, is_valid, unit_started_at, unit_answered_at, unit_due_at,
        unit_due_origin, is_unit_due,
        case
            when unit_answered_at is not null and unit_due_at is not null then unit_answered_at <= unit_due_at
            when is_unit_due then false
        end as is_unit_on_time,
        is_valid and is_lead and unit_answered_at is null and not is_return_confirmed as is_unit_open,
        batch_id, sheet_name, row_number, line_number
    from judged

)

select * from final
order by unit_id, dispatched_at
