-- The visits behind the households visited: those to grids of which the ledger says how many households they have.
-- Grain: one row per visit_id that visited a household; the sum of amount is the number.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_grid, dim_outlet, dim_township, fct_visit, mart_load.

with selected as (

    select visits.*, grids.grid_name, grids.community, grids.households
    from fct_visit as visits
    inner join dim_grid as grids on visits.grid_id = grids.grid_id
    where
        $measure = 'households_visited'
        and grids.households > 0
        and visits.households_visited <> 0
        and cast(visits.visited_at as date) between $start and $end
        and ($district_id is null or visits.district_id = $district_id)
        and ($township_id is null or visits.township_id = $township_id)
        and ($industry_id is null or visits.industry_id = $industry_id)
        and ($unit_id is null or visits.unit_id = $unit_id)
        and ($outlet_id is null or visits.outlet_id = $outlet_id)
        and (
            $entity_level is null
            or visits.outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
    order by visits.visited_at, visits.visit_id
    limit $max_rows

)

select
    selected.visit_id, selected.grid_id, selected.grid_name, selected.community, townships.township_name,
    districts.district_name, selected.visited_at, selected.households, selected.duration_min,
    outlets.outlet_name,
    cast(selected.households_visited as double) as amount,
    loads.file_name, selected.sheet_name, selected.row_number, selected.line_number, selected.batch_id
from selected
left join dim_outlet as outlets on selected.outlet_id = outlets.outlet_id
left join dim_township as townships on selected.township_id = townships.township_id
left join dim_district as districts on selected.district_id = districts.district_id
left join mart_load as loads on selected.batch_id = loads.batch_id
order by selected.visited_at, selected.visit_id
