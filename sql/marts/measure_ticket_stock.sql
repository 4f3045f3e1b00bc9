-- view
-- The measures of mart_ticket_stock by statistical month, one row each.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, mart_ticket_stock.

with months as (

    select
        dim_date.month,
        counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id, counted.industry_id,
        unnest([
            { 'measure': 'open_cases', 'value': cast(sum(counted.open_cases) as double) },
            { 'measure': 'open_overdue', 'value': cast(sum(counted.open_overdue) as double) },
            { 'measure': 'due_soon', 'value': cast(sum(counted.due_soon) as double) }
        ]) as counted
    from mart_ticket_stock as counted
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
