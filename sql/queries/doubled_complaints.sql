-- Complaints for which another is counted, each beside that one, and where it stands in an export.
-- Grain: one row per (kind, id).
-- Reads: dim_unit, mart_complaint_doubled, mart_load.

select
    doubled.kind, doubled.id, doubled.received_at, doubled.counted_id, doubled.counted_received_at,
    units.unit_name, loads.file_name, doubled.line_number
from mart_complaint_doubled as doubled
left join dim_unit as units on doubled.unit_id = units.unit_id and units.unit_id <> 'unknown'
left join mart_load as loads on doubled.batch_id = loads.batch_id
order by doubled.received_at desc, doubled.kind, doubled.id
