-- Townships by district.
-- Grain: one row per township_id.
-- Reads: dim_township.

select township_id, township_name, district_id, is_place from dim_township
order by district_id, township_name
