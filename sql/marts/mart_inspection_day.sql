-- Inspections of windows counted on their day, and the issues they found on the day their limit passed.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: fct_inspection, fct_inspection_item.

with inspected as (

    select
        cast(inspected_at as date) as day, outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) as inspections,
        count(score) as inspections_scored,
        sum(score) as inspection_score_points,
        sum(windows_open) filter (where windows_total is not null and windows_open is not null)
            as windows_open,
        sum(windows_total) filter (where windows_total is not null and windows_open is not null)
            as windows_installed,
        0 as issues_limit_passed,
        0 as issues_fixed_in_time
    from fct_inspection
    where is_window
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

),

limited as (

    select
        rectify_due as day, outlet_id, unit_id, district_id, township_id, industry_id,
        0 as inspections,
        0 as inspections_scored,
        0 as inspection_score_points,
        0 as windows_open,
        0 as windows_installed,
        count(*) as issues_limit_passed,
        count(*) filter (where is_fixed_in_time) as issues_fixed_in_time
    from fct_inspection_item
    where is_limit_passed and outlet_id is not null
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

),

events as (

    select * from inspected
    union all
    select * from limited

),

final as (

    select
        day, outlet_id, unit_id, district_id, township_id, industry_id,
        cast(sum(inspections) as bigint) as inspections,
        cast(sum(inspections_scored) as bigint) as inspections_scored,
        coalesce(sum(inspection_score_points), 0) as inspection_score_points,
        cast(coalesce(sum(windows_open), 0) as bigint) as windows_open,
        cast(coalesce(sum(windows_installed), 0) as bigint) as windows_installed,
        cast(sum(issues_limit_passed) as bigint) as issues_limit_passed,
        cast(sum(issues_fixed_in_time) as bigint) as issues_fixed_in_time
    from events
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

)

select * from final
order by day, district_id, outlet_id
