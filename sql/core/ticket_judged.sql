-- view
-- Tickets with all that is said of them whatever the as-of: valid, open, closed by the extended deadline, once done.
-- Grain: one row per ticket_id.
-- Reads: ref_date, ticket_rated.

with closed as (

    select
        tickets.*,
        close_day.workday_number as close_number,
        coalesce(tickets.status not in ('void', 'test', 'duplicate'), true)
        and not coalesce(tickets.is_excluded, false) as is_valid,
        coalesce(
            tickets.reopened_at > tickets.first_closed_at and tickets.last_closed_at <= tickets.reopened_at,
            false
        ) as is_reopened
    from ticket_rated as tickets
    left join ref_date as close_day on cast(tickets.first_closed_at as date) = close_day.date

),

final as (

    select
        closed.* exclude (
            days_promised,
            promised_on,
            is_start_announced,
            start_number,
            close_number,
            due_number,
            is_reopened, paused_days, first_due_at, newest_due_at, last_closed_at
        ) replace (
            cast(channel as word) as channel, cast(matter as word) as matter,
            cast(case_type as word) as case_type, cast(request_type as word) as request_type,
            cast(category_1 as word) as category_1, cast(category_2 as word) as category_2,
            cast(category_3 as word) as category_3, cast(urgency as word) as urgency,
            cast(status as word) as status, cast(callback_result as word) as callback_result,
            cast(crs as word) as crs, cast(grid_id as word) as grid_id, cast(unit as word) as unit,
            cast(district as word) as district, cast(township as word) as township,
            cast(batch_id as batch_word) as batch_id, cast(sheet_name as batch_word) as sheet_name,
            cast(outlet_id as word) as outlet_id, cast(unit_id as word) as unit_id,
            cast(district_id as word) as district_id, cast(industry_id as word) as industry_id,
            cast(attribution as word) as attribution, cast(due_origin as word) as due_origin
        ),
        is_valid
        and (first_closed_at is null or is_reopened)
        and (withdrawn_at is null or (is_reopened and withdrawn_at < reopened_at))
            as is_open,
        coalesce(first_closed_at <= due_extended_at, false) as is_on_time_extended,
        rating is not null and not coalesce(is_default_rating, false) as is_rated_actively,
        correction_count = 0 and return_count = 0 and visit_count <= 1
        and not coalesce(
            reopen_day.workday_number - close_number <= 15 and reopened_at >= first_closed_at, false
        )
            as is_once_done
    from closed
    left join ref_date as reopen_day on cast(closed.reopened_at as date) = reopen_day.date

)

select * from final
