-- Visits to households with the place of their grid.
-- Grain: one row per visit_id.
-- Reads: grid_place, stg_visit.

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
    coalesce(grids.outlet_id, 'unknown') as outlet_id,
    coalesce(grids.unit_id, 'unknown') as unit_id,
    coalesce(grids.district_id, 'unknown') as district_id,
    coalesce(grids.township_id, 'unknown') as township_id,
    coalesce(grids.industry_id, 'unknown') as industry_id,
    visits.batch_id,
    visits.sheet_name,
    visits.row_number,
    visits.line_number
from stg_visit as visits
left join grid_place as grids on visits.grid_id = grids.grid_id
order by visits.grid_id, visits.visited_at
