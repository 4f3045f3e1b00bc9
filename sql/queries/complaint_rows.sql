-- The complaints behind a number: the rows that one measure counts under a selection, and where each stands in an export.
-- Grain: one row per complaint_id; the sum of amount is the number.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: complaint_mark, dim_district, dim_outlet, dim_unit, fct_complaint, mart_load.

with selected as (

    select complaint_id, amount
    from complaint_mark
    where
        measure = $measure
        and day between $start and $end
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )

)

select
    complaints.complaint_id, complaints.source_ticket_id, complaints.channel, complaints.category,
    complaints.severity, complaints.unit_id, units.unit_name, complaints.outlet_id, outlets.outlet_name,
    districts.district_name, complaints.received_at, complaints.first_reply_at, complaints.due_at,
    complaints.due_origin, complaints.first_closed_at, complaints.closed_at, complaints.is_on_time,
    complaints.is_upheld, complaints.is_satisfied, complaints.escalated_to, complaints.origin,
    selected.amount,
    loads.file_name, complaints.sheet_name, complaints.row_number, complaints.line_number, complaints.batch_id
from selected
inner join fct_complaint as complaints on selected.complaint_id = complaints.complaint_id
left join dim_unit as units on complaints.unit_id = units.unit_id
left join dim_outlet as outlets on complaints.outlet_id = outlets.outlet_id
left join dim_district as districts on complaints.district_id = districts.district_id
left join mart_load as loads on complaints.batch_id = loads.batch_id
order by complaints.received_at, complaints.complaint_id
limit $max_rows
