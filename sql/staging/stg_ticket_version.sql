-- materialize
-- The narrow part of every version of a ticket that the lake holds more than once.
-- Grain: one row per (batch_id, sheet_name, row_number) of a repeated ticket_id.
-- Reads: lake_tickets, stg_batch.

-- One batch holds a ticket once: the load rejected its older versions. Only several can repeat one.
with repeated as (

    select ticket_id
    from lake_tickets
    where (select count(*) from stg_batch where source = 'tickets') > 1
    group by ticket_id
    having count(*) > 1

),

final as (

    select
        tickets.ticket_id,
        tickets.batch_id,
        tickets.sheet_name,
        tickets.row_number,
        coalesce(tickets.first_due_at_in_file, tickets.due_at) as first_due_at,
        tickets.due_at,
        least(tickets.first_closed_at_in_file, tickets.closed_at) as first_closed_at,
        tickets.closed_at,
        row_number() over (
            partition by tickets.ticket_id
            order by
                coalesce(tickets.exported_at, batches.as_of) nulls first,
                batches.batch_order, tickets.sheet_name, tickets.row_number
        ) as version_number,
        -- a file may hold an older line than another file, and a newer one that stands for it
        row_number() over (
            partition by tickets.ticket_id
            order by
                coalesce(tickets.first_due_exported_at_in_file, tickets.exported_at, batches.as_of) nulls first,
                batches.batch_order, tickets.sheet_name, tickets.row_number
        ) as due_number
    from lake_tickets as tickets
    inner join stg_batch as batches on tickets.batch_id = batches.batch_id
    where tickets.ticket_id in (select repeated.ticket_id from repeated)

)

select * from final
