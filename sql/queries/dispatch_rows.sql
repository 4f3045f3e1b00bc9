-- The dispatches behind a number on the units' own clock, and where each stands in an export.
-- Grain: one row per dispatch; the sum of amount is the number.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_outlet, dim_unit, fct_dispatch, mart_load.

with selected as (

    select *
    from fct_dispatch
    where
        is_unit_due
        and starts_with($measure, case when is_lead then 'dispatches_lead_' else 'dispatches_joint_' end)
        and (is_unit_on_time or ends_with($measure, '_due'))
        and cast(unit_due_at as date) between $start and $end
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
    order by unit_due_at, ticket_id, unit, dispatched_at
    limit $max_rows

)

select
    selected.ticket_id, coalesce(units.unit_name, selected.unit_id) as unit_name, districts.district_name,
    selected.dispatched_at, selected.unit_due_at, selected.unit_answered_at, selected.returned_at,
    selected.is_unit_on_time as is_on_time,
    1.0 as amount,
    loads.file_name, selected.sheet_name, selected.row_number, selected.line_number, selected.batch_id
from selected
left join dim_unit as units on selected.unit_id = units.unit_id
left join dim_district as districts on selected.district_id = districts.district_id
left join mart_load as loads on selected.batch_id = loads.batch_id
order by selected.unit_due_at, selected.ticket_id, selected.unit, selected.dispatched_at
