-- The grids to be visited over a period, and those that were, each once. The line is that of the newest visit that
-- counts; of grids to be visited and their households, that of the ledger.
-- Grain: one row per grid_id of the measure; the sum of amount is the number.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_grid, dim_outlet, dim_township, fct_visit, mart_item_month, mart_load.

with counted as (

    select item_id as grid_id, max(outlet_id) as outlet_id, max(value) as amount
    from mart_item_month
    where
        measure = $measure
        and month between $start and $end
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
    group by item_id

),

-- the same visits as in measure_grid_visited
visits as (

    select
        *,
        count(*) over (partition by grid_id) as visits,
        row_number() over (partition by grid_id order by visited_at desc, visit_id desc) as place
    from fct_visit
    where
        is_grid_known and coalesce(duration_min > 0, true)
        and cast(visited_at as date) between $start and $end

),

placed as (

    select
        counted.*, grids.grid_name, grids.community, grids.township_id, grids.district_id, grids.households,
        coalesce(visits.visits, 0) as visits,
        visits.visited_at as last_visited_at,
        case when $measure = 'grids_visited' then visits.batch_id else grids.batch_id end as batch_id,
        case when $measure = 'grids_visited' then visits.sheet_name else grids.sheet_name end as sheet_name,
        case when $measure = 'grids_visited' then visits.row_number else grids.row_number end as row_number,
        case when $measure = 'grids_visited' then visits.line_number else grids.line_number end as line_number
    from counted
    inner join dim_grid as grids on counted.grid_id = grids.grid_id
    left join visits on counted.grid_id = visits.grid_id and visits.place = 1

)

select
    placed.grid_id, placed.grid_name, placed.community, townships.township_name, districts.district_name,
    placed.households, placed.visits, placed.last_visited_at, outlets.outlet_name, placed.amount,
    loads.file_name, placed.sheet_name, placed.row_number, placed.line_number, placed.batch_id
from placed
left join dim_outlet as outlets on placed.outlet_id = outlets.outlet_id
left join dim_township as townships on placed.township_id = townships.township_id
left join dim_district as districts on placed.district_id = districts.district_id
left join mart_load as loads on placed.batch_id = loads.batch_id
where placed.amount <> 0
order by placed.visits, placed.grid_id
limit $max_rows
