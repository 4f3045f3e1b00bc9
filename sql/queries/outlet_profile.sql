-- One outlet as the ledger describes it, and the line of the export that says so.
-- Grain: one row per outlet_id.
-- Parameters: outlet_id.
-- Reads: dim_district, dim_industry, dim_outlet, dim_township, dim_unit, mart_load.

select
    outlets.outlet_id, outlets.outlet_name, industries.industry_name, industries.industry_name_en,
    outlets.entity_level, outlets.unit_id, units.unit_name, districts.district_name, townships.township_name,
    outlets.community, outlets.address, outlets.lon_wgs84, outlets.lat_wgs84, outlets.is_in_district,
    outlets.windows_total, outlets.staff_full, outlets.staff_part, outlets.hall_area_m2, outlets.open_hours,
    outlets.opened_on, outlets.closed_on, outlets.is_standardised, outlets.is_island, outlets.is_registered,
    outlets.is_open, loads.file_name, outlets.sheet_name, outlets.line_number
from dim_outlet as outlets
left join dim_industry as industries on outlets.industry_id = industries.industry_id
left join dim_district as districts on outlets.district_id = districts.district_id
left join dim_township as townships on outlets.township_id = townships.township_id
left join dim_unit as units on outlets.unit_id = units.unit_id
left join mart_load as loads on outlets.batch_id = loads.batch_id
where outlets.outlet_id = $outlet_id
order by outlets.outlet_id
