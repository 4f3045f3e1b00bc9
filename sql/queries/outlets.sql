-- Outlets of a selection with their place.
-- Grain: one row per outlet_id.
-- Parameters: district_id, township_id, industry_id, entity_level.
-- Reads: dim_district, dim_industry, dim_outlet, dim_township, dim_unit.

select
    outlets.outlet_id,
    outlets.outlet_name,
    outlets.industry_id,
    industries.industry_name,
    outlets.entity_level,
    outlets.unit_id, units.unit_name, outlets.district_id, districts.district_name, outlets.township_id,
    townships.township_name, outlets.community, outlets.address, outlets.lon_wgs84, outlets.lat_wgs84,
    outlets.is_in_district,
    outlets.windows_total,
    outlets.staff_full,
    outlets.staff_part,
    outlets.hall_area_m2,
    outlets.open_hours, outlets.opened_on, outlets.closed_on, outlets.is_standardised, outlets.is_island,
    outlets.is_registered, outlets.is_open
from dim_outlet as outlets
left join dim_industry as industries on outlets.industry_id = industries.industry_id
left join dim_district as districts on outlets.district_id = districts.district_id
left join dim_township as townships on outlets.township_id = townships.township_id
left join dim_unit as units on outlets.unit_id = units.unit_id
where
    outlets.outlet_id <> 'unknown'
    and ($district_id is null or outlets.district_id = $district_id)
    and ($township_id is null or outlets.township_id = $township_id)
    and ($industry_id is null or outlets.industry_id = $industry_id)
    and ($entity_level is null or outlets.entity_level = $entity_level)
order by outlets.outlet_id
