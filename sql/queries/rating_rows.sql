-- The ratings of no case behind a number: those that one measure counts under a selection, and where each stands.
-- Grain: one row per rating_id; the sum of amount, with that of ticket_rows, is the number.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_outlet, dim_unit, fct_rating, mart_load, rating_mark.

with selected as (

    select rating_id, amount
    from rating_mark
    where
        measure = $measure
        and day between $start and $end
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )

)

select
    ratings.rating_id, ratings.rated_at, ratings.rating, ratings.unit_id, units.unit_name, ratings.outlet_id,
    outlets.outlet_name, ratings.window_no, ratings.staff_id, districts.district_name,
    cast(selected.amount as double) as amount,
    loads.file_name, ratings.sheet_name, ratings.row_number, ratings.line_number, ratings.batch_id
from selected
inner join fct_rating as ratings on selected.rating_id = ratings.rating_id
left join dim_unit as units on ratings.unit_id = units.unit_id
left join dim_outlet as outlets on ratings.outlet_id = outlets.outlet_id
left join dim_district as districts on ratings.district_id = districts.district_id
left join mart_load as loads on ratings.batch_id = loads.batch_id
order by ratings.rated_at, ratings.rating_id
limit $max_rows
