-- materialize
-- What exports call a district: its name, its adcode, or its name without the last character (慈溪 for 慈溪市).
-- Grain: one row per district_text.
-- Reads: ref_district.

with names as (

    select district_name as district_text, district_id, 1 as preference from ref_district
    union all
    select district_id as district_text, district_id, 2 as preference from ref_district
    union all
    select left(district_name, -1) as district_text, district_id, 3 as preference
    from ref_district
    where length(district_name) > 2

),

final as (

    select district_text, arg_min(district_id, (preference, district_id)) as district_id
    from names
    group by district_text

)

select * from final
