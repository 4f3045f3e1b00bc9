-- The grids behind a number of grids or of the people in them, as the ledger has them.
-- Grain: one row per grid_id of the measure; the sum of amount is the number. A stock: the period does not matter.
-- Parameters: measure, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_grid, dim_outlet, dim_township, mart_load.

with marked as (

    select
        *,
        coalesce(worker_count, cast(worker_name is not null as integer)) as workers,
        case $measure
            when 'grids' then 1
            when 'grids_staffed'
                then cast(coalesce(worker_count, cast(worker_name is not null as integer)) >= 1 as integer)
            when 'grids_linked' then cast(outlet_id is not null as integer)
            when 'population' then population
            when 'population_within_1000m' then case when nearest_distance_m <= 1000 then population end
            when 'population_within_500m' then case when nearest_distance_m <= 500 then population end
        end as amount
    from dim_grid

),

-- people live in a district and a township, not in an industry, nor with a unit or an outlet
selected as (

    select *
    from marked
    where
        amount <> 0
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and coalesce($industry_id, $unit_id, $outlet_id, 'unknown') = 'unknown'
        and $entity_level is null

)

select
    selected.grid_id, selected.grid_name, selected.community, townships.township_name, districts.district_name,
    selected.population, selected.households, selected.workers,
    coalesce(outlets.outlet_name, selected.outlet_id) as outlet_name,
    nearest.outlet_name as nearest_outlet_name, selected.nearest_distance_m,
    cast(selected.amount as double) as amount,
    loads.file_name, selected.sheet_name, selected.row_number, selected.line_number, selected.batch_id
from selected
left join dim_outlet as outlets on selected.outlet_id = outlets.outlet_id
left join dim_outlet as nearest on selected.nearest_outlet_id = nearest.outlet_id
left join dim_township as townships on selected.township_id = townships.township_id
left join dim_district as districts on selected.district_id = districts.district_id
left join mart_load as loads on selected.batch_id = loads.batch_id
order by selected.district_id, selected.grid_id
limit $max_rows
