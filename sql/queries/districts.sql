-- Districts with their outlines.
-- Grain: one row per district_id.
-- Reads: dim_district.

select district_id, district_name, is_listed, geometry_geojson from dim_district
order by is_listed desc, district_id
