-- view
-- Tickets with what the clock of the city makes of them: valid, due, open.
-- Grain: one row per ticket_id.
-- Reads: ref_date, ticket_rated.

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

)

select * from counted
