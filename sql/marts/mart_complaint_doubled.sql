-- Complaints that are not counted because another stands for them, each beside the one that is.
-- Grain: one row per (kind, id).
-- Reads: complaint_left_out, fct_complaint.

select
    left_out.kind, left_out.id, left_out.received_at,
    counted.complaint_id as counted_id,
    counted.received_at as counted_received_at,
    counted.unit_id,
    left_out.batch_id, left_out.line_number
from complaint_left_out as left_out
inner join fct_complaint as counted on left_out.case_id = counted.case_id
order by left_out.received_at, left_out.kind, left_out.id
