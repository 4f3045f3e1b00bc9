-- view
-- Complaints that are not counted because another stands for them: exported twice under one 12345 case, or the case itself
-- beside the complaint that names it.
-- Grain: one row per (kind, id).
-- Reads: complaint_case, fct_complaint, fct_ticket, stg_complaint.

with exported as (

    select
        'complaint' as kind, complaints.complaint_id as id, complaints.received_at,
        coalesce(sources.case_id, own.case_id) as case_id,
        complaints.batch_id, complaints.line_number
    from stg_complaint as complaints
    left join complaint_case as own on complaints.complaint_id = own.id_text and own.is_case
    left join complaint_case as sources on complaints.source_ticket_id = sources.id_text
    where
        complaints.complaint_id not in (
            select fct_complaint.complaint_id from fct_complaint where fct_complaint.origin = 'complaint'
        )

),

from_tickets as (

    select
        'ticket' as kind, tickets.ticket_id as id, coalesce(tickets.received_at, tickets.accepted_at) as received_at,
        cases.case_id, tickets.batch_id, tickets.line_number
    from fct_ticket as tickets
    inner join complaint_case as cases on tickets.ticket_id = cases.id_text
    where tickets.request_type = 'complaint' and tickets.is_valid and cases.is_exported

)

select * from exported
union all
select * from from_tickets
