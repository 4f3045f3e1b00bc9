-- Grids with the nearest open outlet in a straight line from the grid's representative point.
-- Grain: one row per grid_id.
-- Reads: outlet_ledger, stg_district_name, stg_grid.

with grids as (

    select
        grids.* exclude (district, township),
        coalesce(districts.district_id, grids.district, 'unknown') as district_id,
        grids.township
    from stg_grid as grids
    left join stg_district_name as districts on grids.district = districts.district_text

),

-- An island is not reached on foot from another shore: a straight line says nothing there.
reachable as (

    select outlet_id, radians(lon_wgs84) as lon, radians(lat_wgs84) as lat
    from outlet_ledger
    where is_open and lon_wgs84 is not null and lat_wgs84 is not null and not coalesce(is_island, false)

),

measured as (

    select
        grids.grid_id,
        reachable.outlet_id,
        2 * 6371008.8 * asin(least(1, sqrt(
            pow(sin((reachable.lat - radians(grids.lat_wgs84)) / 2), 2)
            + cos(radians(grids.lat_wgs84)) * cos(reachable.lat)
            * pow(sin((reachable.lon - radians(grids.lon_wgs84)) / 2), 2)
        ))) as distance_m
    from grids
    cross join reachable

),

nearest as (

    select
        grid_id,
        arg_min(outlet_id, (distance_m, outlet_id)) as nearest_outlet_id,
        min(distance_m) as nearest_distance_m
    from measured
    group by grid_id

),

final as (

    select
        grids.* exclude (township),
        coalesce(grids.district_id || '/' || grids.township, 'unknown') as township_id,
        nearest.nearest_outlet_id,
        nearest.nearest_distance_m
    from grids
    left join nearest on grids.grid_id = nearest.grid_id

)

select * from final
order by grid_id
