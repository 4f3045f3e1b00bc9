-- coded
-- Tickets with the clock of the city: when they began, were due and closed, and what that makes of them.
-- Grain: one row per ticket_id.
-- Reads: ref_date, ticket_rated, ticket_stopped.

with judged as (

    select
        tickets.*,
        close_day.workday_number as close_number,
        coalesce(tickets.status not in ('void', 'test', 'duplicate'), true)
        and not coalesce(tickets.is_excluded, false) as is_valid,
        coalesce(tickets.first_closed_at <= tickets.due_at, false) as is_closed_in_time,
        coalesce(
            tickets.reopened_at > tickets.first_closed_at and tickets.last_closed_at <= tickets.reopened_at,
            false
        ) as is_reopened
    from ticket_rated as tickets
    left join ref_date as close_day on cast(tickets.first_closed_at as date) = close_day.date

),

counted as (

    select
        *,
        is_valid
        and coalesce(due_at < as_of, false)
        and not is_floating
        and not (
            coalesce(withdrawn_at <= due_at, false)
            and not (is_closed_in_time and first_closed_at <= withdrawn_at)
        ) as is_due,
        is_valid
        and (first_closed_at is null or is_reopened)
        and (withdrawn_at is null or (is_reopened and withdrawn_at < reopened_at))
            as is_open
    from judged

),

final as (

    select
        counted.* exclude (
            days_promised,
            promised_on,
            is_start_announced,
            start_number,
            close_number,
            as_of_number,
            due_number,
            is_closed_in_time, is_reopened, paused_days, as_of, first_due_at, newest_due_at, last_closed_at
        ) replace (
            cast(channel as word) as channel, cast(matter as word) as matter,
            cast(case_type as word) as case_type, cast(request_type as word) as request_type,
            cast(category_1 as word) as category_1, cast(category_2 as word) as category_2,
            cast(category_3 as word) as category_3, cast(urgency as word) as urgency,
            cast(status as word) as status, cast(callback_result as word) as callback_result,
            cast(crs as word) as crs, cast(grid_id as word) as grid_id, cast(unit as word) as unit,
            cast(district as word) as district, cast(township as word) as township,
            cast(batch_id as word) as batch_id, cast(sheet_name as word) as sheet_name,
            cast(outlet_id as word) as outlet_id, cast(unit_id as word) as unit_id,
            cast(district_id as word) as district_id, cast(industry_id as word) as industry_id,
            cast(attribution as word) as attribution, cast(due_origin as word) as due_origin
        ),
        case
            when first_closed_at is not null and due_at is not null then is_closed_in_time
            when is_due then false
        end as is_on_time,
        is_open and not is_floating and coalesce(due_at < as_of, false) as is_overdue_open,
        is_open and not is_floating and due_at >= as_of and due_number - as_of_number <= 1 as is_due_soon,
        cast(greatest(
            case when first_closed_at is null then as_of_number else close_number end
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
            as is_once_done
    from counted
    left join ref_date as reopen_day on cast(counted.reopened_at as date) = reopen_day.date
    left join ticket_stopped as stopped on counted.ticket_id = stopped.ticket_id

)

select * from final
