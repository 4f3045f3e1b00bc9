-- A case is counted once.
-- Grain: one row per ticket_id that stands more than once.
-- Reads: fct_ticket.

select ticket_id, count(*) as tickets
from fct_ticket
group by ticket_id
having count(*) > 1
