-- view
-- The measures of mart_inspection_day by statistical month, one row each.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, mart_inspection_day.

with months as (

    select
        dim_date.month,
        counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id, counted.industry_id,
        unnest([
            { 'measure': 'inspections', 'value': cast(sum(counted.inspections) as double) },
            { 'measure': 'inspections_scored', 'value': cast(sum(counted.inspections_scored) as double) },
            {
                'measure': 'inspection_score_points',
                'value': cast(sum(counted.inspection_score_points) as double)
            },
            { 'measure': 'windows_open', 'value': cast(sum(counted.windows_open) as double) },
            { 'measure': 'windows_installed', 'value': cast(sum(counted.windows_installed) as double) },
            { 'measure': 'issues_limit_passed', 'value': cast(sum(counted.issues_limit_passed) as double) },
            { 'measure': 'issues_fixed_in_time', 'value': cast(sum(counted.issues_fixed_in_time) as double) }
        ]) as counted
    from mart_inspection_day as counted
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
