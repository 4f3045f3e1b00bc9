-- The outlets behind a number of outlets, as the ledger has them; where they lie is asked of closed ones too.
-- Grain: one row per outlet_id of the measure; the sum of amount is the number. A stock: the period does not matter.
-- Parameters: measure, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_outlet, dim_township, dim_unit, mart_load.

with selected as (

    select *
    from dim_outlet
    where
        case $measure
            when 'outlets_open' then is_open
            when 'outlets_flagged' then is_open and is_standardised is not null
            when 'outlets_standardised' then is_open and is_standardised
            when 'outlets_located' then is_in_district is not null
            when 'outlets_in_district' then is_in_district
        end
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and ($entity_level is null or entity_level = $entity_level)

)

select
    selected.outlet_id, selected.outlet_name, selected.unit_id, units.unit_name,
    selected.township_id, townships.township_name, districts.district_name,
    selected.is_open, selected.is_standardised, selected.is_in_district, selected.lon_wgs84, selected.lat_wgs84,
    cast(1 as double) as amount,
    loads.file_name, selected.sheet_name, selected.row_number, selected.line_number, selected.batch_id
from selected
left join dim_unit as units on selected.unit_id = units.unit_id
left join dim_township as townships on selected.township_id = townships.township_id
left join dim_district as districts on selected.district_id = districts.district_id
left join mart_load as loads on selected.batch_id = loads.batch_id
order by selected.is_in_district, selected.is_standardised, selected.district_id, selected.outlet_id
limit $max_rows
