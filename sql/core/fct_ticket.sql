-- coded
-- Tickets with the clock of the city: when they began, were due and closed, and what that makes of them.
-- Grain: one row per ticket_id.
-- Coded: channel, matter, case_type, request_type, category_1, category_2, category_3, urgency, status,
-- callback_result, crs, grid_id, unit, district, township, batch_id, sheet_name, outlet_id, unit_id, district_id,
-- industry_id, attribution, due_origin.
-- Reads: immediate_matter, person_asked, ref_date, ticket_disputed, ticket_state, ticket_stopped.

with limited as (

    select
        *,
        case when urgency = 'emergency' then interval '2 hours' else interval '24 hours' end as response_limit
    from ticket_state

),

final as (

    select
        state.* exclude (
            days_promised,
            response_limit,
            promised_on,
            is_start_announced,
            start_number,
            close_number,
            as_of_number,
            due_number,
            is_closed_in_time, is_reopened, paused_days, as_of, first_due_at, newest_due_at, last_closed_at, rated_at
        ),
        case
            when first_closed_at is not null and due_at is not null then is_closed_in_time
            when is_due then false
        end as is_on_time,
        is_open and not is_floating and coalesce(due_at < as_of, false) as is_overdue_open,
        is_open and not is_floating and due_at >= as_of and due_number - as_of_number <= 1 as is_due_soon,
        cast(greatest(
            coalesce(close_number, withdrawn_day.workday_number, as_of_number)
            - start_number - coalesce(stopped.stopped_days, 0), 0
        ) as bigint) as net_workdays,
        coalesce(is_valid and due_extended_at < as_of and not is_floating and not (
            coalesce(withdrawn_at <= due_extended_at, false)
            and not coalesce(first_closed_at <= least(due_extended_at, withdrawn_at), false)
        ), false) as is_due_extended,
        coalesce(first_closed_at <= due_extended_at, false) as is_on_time_extended,
        is_valid and close_number + 15 <= as_of_number
        and correction_count is not null and return_count is not null and visit_count is not null
            as is_once_known,
        rating is not null and not coalesce(is_default_rating, false) as is_rated_actively,
        correction_count = 0 and return_count = 0 and visit_count <= 1
        and not coalesce(
            reopen_day.workday_number - close_number <= 15 and reopened_at >= first_closed_at, false
        )
            as is_once_done,
        cast(coalesce(stopped.stopped_days, 0) as bigint) as suspended_workdays,
        stopped.ticket_id is not null as is_suspended,
        matter in (select immediate_matter.matter from immediate_matter) as is_immediate_matter,
        -- a limit that has not passed says nothing yet
        dispatched_at is not null
        and not coalesce(is_return_upheld, false)
        and (first_contact_at is not null or dispatched_at + response_limit < as_of)
        and (person_key is not null or first_contact_at is not null or not person_asked.is_asked)
            as is_response_due,
        first_contact_at <= dispatched_at + response_limit as is_response_timely,
        first_closed_at is not null and due_number - start_number >= 2 as is_rush_possible,
        is_closed_in_time and due_number - close_number <= 1 as is_rushed,
        coalesce(extension_days > 10, false)
        or coalesce(accepted_at > received_at and start_number - received_day.workday_number > 5, false)
        or state.ticket_id in (select ticket_disputed.ticket_id from ticket_disputed) as is_disputed,
        coalesce(rating <= 2 and not coalesce(is_default_rating, false), false) as is_rated_badly,
        verified_day.date is not null
        or coalesce(rated_day.workday_number, close_number) + 1 < as_of_number as is_verification_due,
        verified_day.workday_number - coalesce(rated_day.workday_number, close_number) <= 1 as is_verified_timely,
        fixed_day.date is not null
        or coalesce(rated_day.workday_number, close_number) + 15 < as_of_number as is_fix_due,
        fixed_day.workday_number - coalesce(rated_day.workday_number, close_number) <= 15 as is_fixed_timely
    from limited as state
    cross join person_asked
    left join ref_date as reopen_day on cast(state.reopened_at as date) = reopen_day.date
    left join ref_date as received_day on cast(state.received_at as date) = received_day.date
    left join ref_date as withdrawn_day on cast(state.withdrawn_at as date) = withdrawn_day.date
    left join ref_date as rated_day on cast(state.rated_at as date) = rated_day.date
    left join ref_date as verified_day on cast(state.bad_rating_verified_at as date) = verified_day.date
    left join ref_date as fixed_day on cast(state.bad_rating_fixed_at as date) = fixed_day.date
    left join ticket_stopped as stopped on state.ticket_id = stopped.ticket_id

)

select * from final
