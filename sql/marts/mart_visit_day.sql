-- Visits to households counted on their day; households only where the ledger says how many the grid has.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: fct_visit, grid_place.

select
    cast(visits.visited_at as date) as day,
    visits.outlet_id, visits.unit_id, visits.district_id, visits.township_id, visits.industry_id,
    count(*) as visits,
    cast(coalesce(sum(visits.households_visited) filter (where grids.households > 0), 0) as bigint)
        as households_visited
from fct_visit as visits
left join grid_place as grids on visits.grid_id = grids.grid_id
group by day, visits.outlet_id, visits.unit_id, visits.district_id, visits.township_id, visits.industry_id
order by day, visits.district_id
