-- A 12345 complaint is the ticket it came from and stands once among the complaints.
-- Grain: one row per complaint taken from a ticket that a complaints export carries too.
-- Reads: fct_complaint.

select
    from_tickets.complaint_id,
    exported.complaint_id as exported_as
from fct_complaint as from_tickets
inner join fct_complaint as exported
    on
        from_tickets.complaint_id in (exported.source_ticket_id, exported.complaint_id)
        and exported.origin = 'complaint'
where from_tickets.origin = 'ticket'
order by from_tickets.complaint_id
