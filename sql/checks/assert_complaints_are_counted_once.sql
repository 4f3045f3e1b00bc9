-- A 12345 complaint is the ticket it came from and stands once among the complaints: no two of a case, and no case
-- beside a complaint that names it or bears its number, in whatever letters.
-- Grain: one row per pair.
-- Reads: complaint_case, fct_complaint.

select
    others.complaint_id,
    complaints.complaint_id as stands_as
from fct_complaint as complaints
inner join fct_complaint as others
    on complaints.case_id = others.case_id and complaints.complaint_id < others.complaint_id
union all
select
    from_tickets.complaint_id,
    exported.complaint_id as stands_as
from fct_complaint as from_tickets
inner join complaint_case as cases on from_tickets.case_id = cases.case_id
inner join fct_complaint as exported on cases.id_text in (exported.source_ticket_id, exported.complaint_id)
where from_tickets.origin = 'ticket' and exported.origin = 'complaint'
order by complaint_id, stands_as
