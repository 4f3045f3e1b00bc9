-- view
-- Tickets with their due times: due0 by the first deadline, else the promise in working days, else in hours; due1.
-- Grain: one row per ticket_id.
-- Reads: ref_date, stg_as_of, stg_ticket, ticket_pause, workday.

with clock as (

    select
        as_of.as_of,
        days.workday_number as as_of_number
    from stg_as_of as as_of
    left join ref_date as days on cast(as_of.as_of as date) = days.date
    where as_of.source = 'tickets'

),

started as (

    select
        tickets.*,
        clock.as_of,
        clock.as_of_number,
        start_day.workday_number as start_number,
        start_day.is_announced as is_start_announced,
        -- greater than any promise where no statutory limit is given; a statutory limit alone promises nothing
        case
            when tickets.promised_days is not null then least(tickets.promised_days, tickets.statutory_days)
        end as days_promised,
        pauses.is_floating,
        pauses.paused_days
    from stg_ticket as tickets
    cross join clock
    left join ref_date as start_day on cast(tickets.started_at as date) = start_day.date
    left join ticket_pause as pauses on tickets.ticket_id = pauses.ticket_id

),

promised as (

    select
        started.*,
        case when started.days_promised = 0 then cast(started.started_at as date) else workday.date end
            as promised_on
    from started
    left join workday
        on
            started.start_number + started.days_promised + coalesce(started.paused_days, 0)
            = workday.workday_number

),

due as (

    select
        * exclude (is_floating),
        case
            when first_due_at is not null then 'declared'
            when promised_on is not null then 'promised_days'
            when promised_hours is not null and days_promised is null then 'promised_hours'
        end as due_origin,
        coalesce(
            first_due_at,
            promised_on + interval '1 day' - interval '1 second',
            case
                when
                    days_promised is null
                    then started_at + to_microseconds(cast(promised_hours * 3600000000 as bigint))
            end
        ) as due_at,
        first_due_at is null and coalesce(is_floating, false) as is_floating
    from promised

),

final as (

    select
        due.*,
        due_day.workday_number as due_number,
        due.due_origin = 'promised_days'
        and not (due.is_start_announced and due_day.is_announced) as is_provisional,
        greatest(
            case
                when coalesce(due.extension_days, 0) > 0
                    then extended_day.date + (due.due_at - cast(due.due_at as date))
                else due.due_at
            end,
            case when due.due_at is not null then due.newest_due_at end
        ) as due_extended_at
    from due
    left join ref_date as due_day on cast(due.due_at as date) = due_day.date
    left join workday as extended_day
        on due_day.workday_number + least(due.extension_days, 10) = extended_day.workday_number

)

select * from final
