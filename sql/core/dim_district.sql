-- Districts: the city's own list, and every other name that the exports use, so that sums add up to the city.
-- Grain: one row per district_id.
-- Reads: dim_grid, dim_outlet, dim_unit, fct_complaint, fct_survey, fct_task, fct_ticket, ref_boundary, ref_district.

with seen as (

    select district_id from fct_ticket
    union
    select district_id from fct_complaint
    union
    select district_id from dim_outlet
    union
    select district_id from dim_unit
    union
    select district_id from dim_grid
    union
    select district_id from fct_survey
    union
    select district_id from fct_task
    union
    select 'unknown' as district_id

),

final as (

    select
        listed.district_id,
        listed.district_name,
        true as is_listed,
        boundaries.geometry_geojson
    from ref_district as listed
    left join ref_boundary as boundaries on listed.district_id = boundaries.district_id
    union all
    select
        district_id,
        district_id as district_name,
        false as is_listed,
        null as geometry_geojson
    from seen
    where district_id not in (select ref_district.district_id from ref_district)

)

select * from final
order by is_listed desc, district_id
