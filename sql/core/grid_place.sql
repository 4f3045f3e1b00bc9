-- view
-- Grids with the place of the outlet that answers for each.
-- Grain: one row per grid_id.
-- Reads: dim_grid, outlet_ledger, outlet_meant, stg_today.

select
    grids.grid_id,
    grids.households,
    coalesce(names.outlet_id, grids.outlet_id, 'unknown') as outlet_id,
    coalesce(outlets.unit_id, 'unknown') as unit_id,
    grids.district_id,
    grids.township_id,
    coalesce(outlets.industry_id, 'unknown') as industry_id
from dim_grid as grids
cross join stg_today
left join outlet_meant as names on grids.outlet_id = names.outlet_text and stg_today.today = names.asked_on
left join outlet_ledger as outlets on coalesce(names.outlet_id, grids.outlet_id) = outlets.outlet_id
