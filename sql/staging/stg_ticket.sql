-- Tickets as they stand: the newest version, with the first due time and the first close of all versions.
-- Grain: one row per ticket_id.
-- Reads: lake_tickets, stg_ticket_repeated.

select
    tickets.* exclude (
        first_due_at_in_file, first_due_exported_at_in_file, first_closed_at_in_file, due_at, closed_at
    ),
    tickets.due_at as due_at_declared,
    tickets.closed_at,
    coalesce(tickets.accepted_at, tickets.received_at) as started_at,
    case
        when repeated.ticket_id is null then coalesce(tickets.first_due_at_in_file, tickets.due_at)
        else repeated.first_due_at
    end as first_due_at,
    coalesce(repeated.newest_due_at, tickets.due_at) as newest_due_at,
    least(repeated.first_closed_at, tickets.first_closed_at_in_file, tickets.closed_at) as first_closed_at,
    greatest(repeated.last_closed_at, tickets.closed_at) as last_closed_at,
    coalesce(repeated.version_count, 1) as version_count
from lake_tickets as tickets
left join stg_ticket_repeated as repeated on tickets.ticket_id = repeated.ticket_id
where
    repeated.ticket_id is null
    or (
        tickets.batch_id = repeated.batch_id
        and tickets.sheet_name = repeated.sheet_name
        and tickets.row_number = repeated.row_number
    )
