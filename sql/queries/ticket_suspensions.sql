-- The suspensions of one case, lawful or not, each with its line.
-- Grain: one row per started_at.
-- Parameters: ticket_id.
-- Reads: fct_suspension, mart_load.

select
    pauses.started_at,
    pauses.ended_at,
    pauses.legal_type,
    pauses.document_no,
    pauses.approver,
    pauses.is_lawful,
    loads.file_name, pauses.sheet_name, pauses.line_number
from fct_suspension as pauses
left join mart_load as loads on pauses.batch_id = loads.batch_id
where pauses.ticket_id = $ticket_id
order by pauses.started_at
