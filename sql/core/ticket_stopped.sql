-- materialize
-- Working days for which the clock of a ticket stood still until its first close or its withdrawal, or until the as-of
-- while open.
-- Grain: one row per ticket_id with a lawful suspension.
-- Reads: ref_date, stg_ticket, ticket_suspension.

with ends as (

    select tickets.ticket_id, coalesce(days.workday_number, 1000000) as end_number
    from stg_ticket as tickets
    left join ref_date as days on cast(coalesce(tickets.first_closed_at, tickets.withdrawn_at) as date) = days.date
    where tickets.ticket_id in (select ticket_suspension.ticket_id from ticket_suspension)

)

select
    pauses.ticket_id,
    cast(
        sum(greatest(least(pauses.to_number, ends.end_number) - pauses.from_number, 0)) as bigint
    ) as stopped_days
from ticket_suspension as pauses
inner join ends on pauses.ticket_id = ends.ticket_id
where pauses.variant = 'all'
group by pauses.ticket_id
