-- The inspections, or items of them, behind a number: what one measure adds up under a selection, and where each stands
-- in an export; a whole inspection stands where its first line does.
-- Grain: one row per (inspection_id, item_code); item_code is null for a whole one. The sum of amount is the number.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_inspector, dim_item, dim_outlet, dim_unit, fct_inspection, fct_inspection_item, inspection_mark, mart_load.

with selected as (

    select inspection_id, item_code, amount
    from inspection_mark
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

),

lines as (

    select
        *,
        row_number() over (partition by inspection_id order by batch_id, sheet_name, row_number, item_code) as place
    from fct_inspection_item
    where inspection_id in (select selected.inspection_id from selected)

)

select
    inspections.inspection_id, inspections.inspected_at, inspections.kind, inspections.inspector, inspections.round,
    inspections.unit_id, units.unit_name, inspections.outlet_id, outlets.outlet_name, districts.district_name,
    selected.item_code, items.item_name, items.item_name_en,
    case when selected.item_code is not null then lines.result end as result,
    case when selected.item_code is not null then lines.value end as value,
    case when selected.item_code is not null then lines.reason end as reason,
    case when selected.item_code is not null then lines.rectify_due end as rectify_due,
    case when selected.item_code is not null then lines.rectified_at end as rectified_at,
    case when selected.item_code is not null then lines.verified_by end as verified_by,
    inspections.score, inspections.score - inspectors.severity as adjusted_score, inspections.announced_score,
    inspections.windows_open, inspections.windows_total,
    selected.amount,
    loads.file_name, lines.sheet_name, lines.row_number, lines.line_number, lines.batch_id
from selected
inner join fct_inspection as inspections on selected.inspection_id = inspections.inspection_id
inner join lines
    on
        selected.inspection_id = lines.inspection_id
        and (selected.item_code = lines.item_code or (selected.item_code is null and lines.place = 1))
left join dim_inspector as inspectors on inspections.inspector = inspectors.inspector
left join dim_item as items on selected.item_code = items.item_code
left join dim_unit as units on inspections.unit_id = units.unit_id
left join dim_outlet as outlets on inspections.outlet_id = outlets.outlet_id
left join dim_district as districts on inspections.district_id = districts.district_id
left join mart_load as loads on lines.batch_id = loads.batch_id
order by inspections.inspected_at, inspections.inspection_id, selected.item_code
limit $max_rows
