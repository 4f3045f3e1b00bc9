-- Batches of which a line stands among the cases computed anew: only these are read with all their columns.
-- Grain: one row per batch_id.
-- Reads: lake_tickets, stg_ticket_repeated.

select batch_id from stg_ticket_repeated
union
select batch_id from lake_tickets
where ticket_id not in (select stg_ticket_repeated.ticket_id from stg_ticket_repeated)
