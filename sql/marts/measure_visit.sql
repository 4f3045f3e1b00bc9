-- view
-- The measures of mart_visit_day by statistical month, one row each.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, mart_visit_day.

with months as (

    select
        dim_date.month,
        counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id, counted.industry_id,
        unnest([
            { 'measure': 'visits', 'value': cast(sum(counted.visits) as double) },
            { 'measure': 'households_visited', 'value': cast(sum(counted.households_visited) as double) }
        ]) as counted
    from mart_visit_day as counted
    inner join dim_date on counted.day = dim_date.date
    group by
        dim_date.month, counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id,
        counted.industry_id

)

select
    month,
    counted.measure,
    counted.value,
    outlet_id, unit_id, district_id, township_id, industry_id
from months
