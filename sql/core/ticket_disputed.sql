-- materialize
-- Cases with a suspension that does not count: no legal type, or no document.
-- Grain: one row per ticket_id.
-- Reads: stg_suspension.

select distinct ticket_id from stg_suspension
where legal_type is null or trim(coalesce(document_no, '')) = ''
