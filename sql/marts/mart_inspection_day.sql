-- Inspections of windows counted on their day, issues on the day their limit passed or they were put right.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: inspection_mark.

-- points as decimals: of floating numbers the last bit of a sum depends on which of them are added first
with marks as (

    select *, cast(amount as decimal(20, 9)) as points
    from inspection_mark
    where not measure like 'items_%'

),

final as (

    select
        day, outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) filter (where measure = 'inspections') as inspections,
        count(*) filter (where measure = 'inspections_scored') as inspections_scored,
        cast(coalesce(sum(points) filter (where measure = 'inspection_score_points'), 0) as double)
            as inspection_score_points,
        cast(coalesce(sum(amount) filter (where measure = 'windows_open'), 0) as bigint) as windows_open,
        cast(coalesce(sum(amount) filter (where measure = 'windows_installed'), 0) as bigint)
            as windows_installed,
        count(*) filter (where measure = 'visits_paired') as visits_paired,
        cast(coalesce(sum(points) filter (where measure = 'announced_gap_points'), 0) as double)
            as announced_gap_points,
        count(*) filter (where measure = 'inspections_compared') as inspections_compared,
        cast(coalesce(sum(points) filter (where measure = 'severity_points'), 0) as double)
            as severity_points,
        count(*) filter (where measure = 'issues_limit_passed') as issues_limit_passed,
        count(*) filter (where measure = 'issues_fixed_in_time') as issues_fixed_in_time,
        count(*) filter (where measure = 'issues_fixed') as issues_fixed,
        count(*) filter (where measure = 'issues_recurred') as issues_recurred
    from marks
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

)

select * from final
order by day, district_id, outlet_id
