-- Suspensions, each with whether the law lets it stop the clock; the others are counted as disputed.
-- Grain: one row per (ticket_id, started_at).
-- Reads: stg_suspension.

select
    ticket_id,
    started_at,
    ended_at,
    legal_type,
    document_no,
    approver,
    legal_type is not null and trim(coalesce(document_no, '')) <> '' as is_lawful,
    batch_id,
    sheet_name,
    row_number,
    line_number
from stg_suspension
