-- coded
-- Tickets with the clock of the city: when they began, were due and closed, and what that makes of them at the as-of.
-- Grain: one row per ticket_id.
-- Again: ticket_id of lake_suspensions, lake_tickets.
-- Moves: is_due, is_due_extended, is_due_soon, is_on_time, is_once_known, is_overdue_open, net_workdays.
-- Over: stg_ticket, ticket_judged.
-- Whole: lake_ratings.
-- Reads: ref_date, stg_as_of, ticket_judged, ticket_stopped.

with clock as (

    select
        as_of.as_of,
        days.workday_number as as_of_number
    from stg_as_of as as_of
    left join ref_date as days on cast(as_of.as_of as date) = days.date
    where as_of.source = 'tickets'

),

counted as (

    select
        tickets.*,
        clock.as_of,
        clock.as_of_number,
        start_day.workday_number as start_number,
        due_day.workday_number as due_number,
        close_day.workday_number as close_number,
        tickets.is_valid
        and coalesce(tickets.due_at < clock.as_of, false)
        and not tickets.is_floating
        and not (
            coalesce(tickets.withdrawn_at <= tickets.due_at, false)
            and not coalesce(tickets.first_closed_at <= least(tickets.due_at, tickets.withdrawn_at), false)
        ) as is_due
    from ticket_judged as tickets
    cross join clock
    left join ref_date as start_day on cast(tickets.started_at as date) = start_day.date
    left join ref_date as due_day on cast(tickets.due_at as date) = due_day.date
    left join ref_date as close_day on cast(tickets.first_closed_at as date) = close_day.date

),

final as (

    select
        counted.* exclude (as_of, as_of_number, start_number, due_number, close_number),
        case
            when first_closed_at is not null and due_at is not null then first_closed_at <= due_at
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
        is_valid and close_number + 15 <= as_of_number
        and correction_count is not null and return_count is not null and visit_count is not null
            as is_once_known
    from counted
    left join ticket_stopped as stopped on counted.ticket_id = stopped.ticket_id

)

select * from final
