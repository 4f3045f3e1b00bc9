-- materialize
-- What suspensions do to a promise: how many working days they move its end, and whether it floats.
-- Grain: one row per ticket_id with a promise and a lawful suspension.
-- Reads: ref_date, stg_as_of, stg_suspension, stg_ticket, ticket_suspension, workday.

with promises as (

    select
        tickets.ticket_id,
        days.workday_number + least(tickets.promised_days, tickets.statutory_days) as end_number,
        cast(tickets.started_at as date) as started_on,
        least(tickets.promised_days, tickets.statutory_days) as promised_days
    from stg_ticket as tickets
    inner join ref_date as days on cast(tickets.started_at as date) = days.date
    where
        tickets.promised_days is not null
        and tickets.first_due_at is null
        and tickets.ticket_id in (select stg_suspension.ticket_id from stg_suspension)

),

running as (

    select
        promises.ticket_id,
        promises.end_number,
        pauses.variant,
        pauses.from_number,
        pauses.to_number - pauses.from_number as paused_days,
        coalesce(sum(pauses.to_number - pauses.from_number) over (
            partition by pauses.ticket_id, pauses.variant order by pauses.island
            rows between unbounded preceding and 1 preceding
        ), 0) as paused_before
    from promises
    inner join ticket_suspension as pauses on promises.ticket_id = pauses.ticket_id

),

-- A pause that begins on or after the day the promise ends moves nothing, nor does any after it.
moved as (

    select
        ticket_id,
        sum(paused_days) filter (
            where variant = 'all' and from_number < end_number + paused_before
        ) as paused_days,
        sum(paused_days) filter (
            where variant = 'ended' and from_number < end_number + paused_before
        ) as paused_days_ended
    from running
    group by ticket_id

),

unended as (

    select suspensions.ticket_id, min(cast(suspensions.started_at as date)) as suspended_on
    from stg_suspension as suspensions
    inner join stg_as_of as as_of on as_of.source = 'tickets'
    where
        suspensions.legal_type is not null
        and trim(coalesce(suspensions.document_no, '')) <> ''
        and cast(suspensions.started_at as date) <= cast(as_of.as_of as date)
        and coalesce(cast(suspensions.ended_at as date) > cast(as_of.as_of as date), true)
    group by suspensions.ticket_id

),

final as (

    select
        promises.ticket_id,
        -- a sum is wider than a number of days need be, and everything joined by it would become so
        cast(coalesce(moved.paused_days, 0) as bigint) as paused_days,
        coalesce(unended.suspended_on <= case
            when promises.promised_days = 0 then promises.started_on else workday.date
        end, false) as is_floating
    from promises
    left join moved on promises.ticket_id = moved.ticket_id
    left join unended on promises.ticket_id = unended.ticket_id
    left join workday on promises.end_number + coalesce(moved.paused_days_ended, 0) = workday.workday_number
    where moved.ticket_id is not null or unended.ticket_id is not null

)

select * from final
