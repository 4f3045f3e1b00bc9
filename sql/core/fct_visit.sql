-- Visits to households with the place of their grid.
-- Grain: one row per visit_id.
-- Reads: dim_grid, outlet_ledger, stg_outlet_name, stg_visit.

select
    visits.visit_id,
    visits.grid_id,
    visits.visited_at,
    visits.visitor,
    visits.households_visited,
    visits.duration_min,
    visits.issues_found,
    visits.issues_resolved,
    grids.grid_id is not null as is_grid_known,
    coalesce(names.outlet_id, grids.outlet_id, 'unknown') as outlet_id,
    coalesce(outlets.unit_id, 'unknown') as unit_id,
    coalesce(grids.district_id, 'unknown') as district_id,
    coalesce(grids.township_id, 'unknown') as township_id,
    coalesce(outlets.industry_id, 'unknown') as industry_id,
    visits.batch_id,
    visits.sheet_name,
    visits.row_number,
    visits.line_number
from stg_visit as visits
left join dim_grid as grids on visits.grid_id = grids.grid_id
left join stg_outlet_name as names on grids.outlet_id = names.outlet_text
left join outlet_ledger as outlets on coalesce(names.outlet_id, grids.outlet_id) = outlets.outlet_id
order by visits.grid_id, visits.visited_at
