-- Suspensions that do not stop the clock, with what they lack and where each stands in an export.
-- Grain: one row per (ticket_id, started_at).
-- Reads: dim_unit, fct_suspension, fct_ticket, mart_load.

select
    pauses.ticket_id, pauses.started_at, pauses.ended_at, pauses.legal_type, pauses.document_no, pauses.approver,
    case
        when pauses.legal_type is not null then 'document'
        when trim(coalesce(pauses.document_no, '')) <> '' then 'type'
        else 'both'
    end as lacks,
    units.unit_name, tickets.ticket_id is not null as is_case_known, loads.file_name, pauses.line_number
from fct_suspension as pauses
left join fct_ticket as tickets on pauses.ticket_id = tickets.ticket_id
left join dim_unit as units on tickets.unit_id = units.unit_id
left join mart_load as loads on pauses.batch_id = loads.batch_id
where not pauses.is_lawful
order by pauses.started_at desc, pauses.ticket_id
