-- The name of whatever a number is about: the city, a district, a township, an industry, a unit, an outlet, a month.
-- Grain: one row per (scope, scope_id).
-- Reads: dim_date, dim_district, dim_industry, dim_outlet, dim_township, dim_unit, ref_city.

with scopes as (

    select 'city' as scope, 'city' as scope_id, city_name as scope_name from ref_city
    union all
    select 'district' as scope, district_id as scope_id, district_name as scope_name from dim_district
    union all
    select 'township' as scope, township_id as scope_id, township_name as scope_name from dim_township
    union all
    select 'industry' as scope, industry_id as scope_id, industry_name as scope_name from dim_industry
    union all
    select 'unit' as scope, unit_id as scope_id, unit_name as scope_name from dim_unit
    union all
    select 'outlet' as scope, outlet_id as scope_id, outlet_name as scope_name from dim_outlet
    union all
    select distinct 'month' as scope, cast(month as varchar) as scope_id, month_name as scope_name from dim_date

)

select scope, scope_id, scope_name from scopes
order by scope, scope_id
