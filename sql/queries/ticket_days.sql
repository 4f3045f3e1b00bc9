-- Why a promise ends when it ends: every day from the start to the due day, working, holiday or suspended.
-- Grain: one row per date; net_workdays counts the working days used up by the end of it, the first day not counted.
-- Parameters: ticket_id.
-- Reads: dim_date, fct_suspension, fct_ticket, meta_source.

with cases as (

    select
        ticket_id,
        cast(started_at as date) as started_on,
        cast(due_at as date) as due_on
    from fct_ticket
    where ticket_id = $ticket_id

),

pauses as (

    select
        cast(pauses.started_at as date) as suspended_on,
        least(
            coalesce(cast(pauses.ended_at as date), cast(meta_source.as_of as date)),
            cast(meta_source.as_of as date)
        )
            as resumed_on,
        pauses.legal_type,
        pauses.document_no
    from fct_suspension as pauses
    inner join meta_source on meta_source.source = 'tickets'
    where pauses.ticket_id = $ticket_id and pauses.is_lawful

),

days as (

    select
        dim_date.date,
        dim_date.is_workday,
        dim_date.holiday_name,
        dim_date.is_announced,
        any_value(pauses.legal_type) as legal_type,
        any_value(pauses.document_no) as document_no,
        dim_date.date = any_value(cases.started_on) as is_start,
        dim_date.date = any_value(cases.due_on) as is_due
    from cases
    inner join dim_date on dim_date.date between cases.started_on and cases.due_on
    left join pauses on dim_date.date > pauses.suspended_on and dim_date.date <= pauses.resumed_on
    group by dim_date.date, dim_date.is_workday, dim_date.holiday_name, dim_date.is_announced

)

select
    date, is_workday, holiday_name, is_announced, legal_type, document_no, is_start, is_due,
    cast(sum(case when is_workday and not is_start and legal_type is null then 1 else 0 end) over (
        order by date rows between unbounded preceding and current row
    ) as bigint) as net_workdays
from days
order by date
