-- Every case with a promise has a due time: the calendar reaches far enough.
-- Grain: one row per ticket_id without one.
-- Reads: fct_ticket.

select ticket_id, started_at, promised_days, promised_hours
from fct_ticket
where due_at is null and (promised_days is not null or promised_hours is not null)
order by ticket_id
