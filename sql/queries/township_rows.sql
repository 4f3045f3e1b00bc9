-- The townships behind their number, and those that an open outlet serves. The line is that of an outlet there, an open
-- one first; where there is none, of a grid.
-- Grain: one row per township_id of the measure; the sum of amount is the number. A stock: the period does not matter.
-- Parameters: measure, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_grid, dim_outlet, dim_township, mart_load.

with told as (

    select
        township_id, outlet_name, is_open, batch_id, sheet_name, row_number, line_number,
        case when is_open then 1 else 2 end as rank, outlet_id as told_id
    from dim_outlet
    union all
    select
        township_id, null as outlet_name, false as is_open, batch_id, sheet_name, row_number, line_number,
        3 as rank, grid_id as told_id
    from dim_grid

),

ranked as (

    select
        *,
        count(*) filter (where is_open) over (partition by township_id) as outlets_open,
        row_number() over (partition by township_id order by rank, told_id) as place
    from told

)

select
    townships.township_id, townships.township_name, districts.district_name,
    ranked.outlets_open, ranked.outlet_name,
    cast(1 as double) as amount,
    loads.file_name, ranked.sheet_name, ranked.row_number, ranked.line_number, ranked.batch_id
from dim_township as townships
inner join ranked on townships.township_id = ranked.township_id and ranked.place = 1
left join dim_district as districts on townships.district_id = districts.district_id
left join mart_load as loads on ranked.batch_id = loads.batch_id
where
    townships.is_place
    and ($measure = 'townships' or ranked.outlets_open > 0)
    and ($district_id is null or townships.district_id = $district_id)
    and ($township_id is null or townships.township_id = $township_id)
    and coalesce($industry_id, $unit_id, $outlet_id, 'unknown') = 'unknown'
    and $entity_level is null
order by ranked.outlets_open, townships.district_id, townships.township_id
limit $max_rows
