-- view
-- The measures of mart_complaint_day by statistical month, one row each.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, mart_complaint_day.

with months as (

    select
        dim_date.month,
        counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id, counted.industry_id,
        unnest([
            { 'measure': 'complaints', 'value': cast(sum(counted.complaints) as double) },
            { 'measure': 'complaints_same_day', 'value': cast(sum(counted.complaints_same_day) as double) },
            { 'measure': 'complaints_answered', 'value': cast(sum(counted.complaints_answered) as double) },
            { 'measure': 'complaints_satisfied', 'value': cast(sum(counted.complaints_satisfied) as double) },
            { 'measure': 'complaints_named', 'value': cast(sum(counted.complaints_named) as double) },
            { 'measure': 'complaints_repeated', 'value': cast(sum(counted.complaints_repeated) as double) },
            { 'measure': 'complaints_escalated', 'value': cast(sum(counted.complaints_escalated) as double) },
            { 'measure': 'complaints_decided', 'value': cast(sum(counted.complaints_decided) as double) },
            { 'measure': 'complaints_upheld', 'value': cast(sum(counted.complaints_upheld) as double) }
        ]) as counted
    from mart_complaint_day as counted
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
