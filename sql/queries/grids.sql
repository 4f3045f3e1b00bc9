-- Grids of a place with people, staff and the nearest open outlet in a straight line.
-- Grain: one row per grid_id.
-- Parameters: district_id, township_id.
-- Reads: dim_district, dim_grid, dim_outlet, dim_township.

select
    grids.grid_id, grids.grid_name, grids.district_id, districts.district_name, grids.township_id,
    townships.township_name, grids.community, grids.population, grids.households, grids.worker_name,
    grids.worker_count, grids.outlet_id, responsible.outlet_name, grids.nearest_outlet_id,
    nearest.outlet_name as nearest_outlet_name, grids.nearest_distance_m, grids.area_m2, grids.lon_wgs84,
    grids.lat_wgs84, grids.geometry_wkt
from dim_grid as grids
left join dim_district as districts on grids.district_id = districts.district_id
left join dim_township as townships on grids.township_id = townships.township_id
left join dim_outlet as responsible on grids.outlet_id = responsible.outlet_id
left join dim_outlet as nearest on grids.nearest_outlet_id = nearest.outlet_id
where
    ($district_id is null or grids.district_id = $district_id)
    and ($township_id is null or grids.township_id = $township_id)
order by grids.grid_id
