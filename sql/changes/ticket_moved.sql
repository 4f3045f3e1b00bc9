-- Cases of the published build whose flags may differ at the coming as-of: never closed, open, falling due between
-- the two, or closed as long before as the days within which a case may come back.
-- Grain: one row per row_id of fct_ticket.
-- Reads: change_as_of, fct_ticket, ref_date, ticket_again.

with span as (

    select
        change_as_of.published,
        change_as_of.coming,
        published_day.workday_number as published_number,
        coming_day.workday_number as coming_number
    from change_as_of
    left join ref_date as published_day on cast(change_as_of.published as date) = published_day.date
    left join ref_date as coming_day on cast(change_as_of.coming as date) = coming_day.date
    where change_as_of.published < change_as_of.coming

),

-- closed that many working days ago on one of the days between
settled as (

    select ref_date.date as closed_on
    from ref_date
    cross join span
    where
        ref_date.workday_number + 15 > span.published_number
        and ref_date.workday_number + 15 <= span.coming_number

)

select tickets.rowid as row_id
from fct_ticket as tickets
cross join span
where
    (
        tickets.first_closed_at is null
        or tickets.is_open
        or tickets.due_at between span.published and span.coming
        or tickets.due_extended_at between span.published and span.coming
        or cast(tickets.first_closed_at as date) in (select settled.closed_on from settled)
    )
    and tickets.ticket_id not in (select ticket_again.ticket_id from ticket_again)
