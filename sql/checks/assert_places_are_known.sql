-- Every id in the day mart stands in its dimension, so that no row falls out of a page.
-- Grain: one row per id without a dimension row.
-- Reads: dim_district, dim_industry, dim_outlet, dim_township, dim_unit, mart_ticket_day.

select distinct 'outlet' as scope, outlet_id as scope_id from mart_ticket_day
where outlet_id not in (select dim_outlet.outlet_id from dim_outlet)
union
select distinct 'unit' as scope, unit_id as scope_id from mart_ticket_day
where unit_id not in (select dim_unit.unit_id from dim_unit)
union
select distinct 'district' as scope, district_id as scope_id from mart_ticket_day
where district_id not in (select dim_district.district_id from dim_district)
union
select distinct 'township' as scope, township_id as scope_id from mart_ticket_day
where township_id not in (select dim_township.township_id from dim_township)
union
select distinct 'industry' as scope, industry_id as scope_id from mart_ticket_day
where industry_id not in (select dim_industry.industry_id from dim_industry)
