-- stored view
-- What each inspection of a window, and each item of it, adds to which measure, and on which day.
-- Grain: one row per (inspection_id, item_code, measure); item_code is null for the whole inspection.
-- Reads: dim_inspector, fct_inspection, fct_inspection_item.

with wholes as (

    select
        inspections.inspection_id,
        cast(null as varchar) as item_code,
        inspections.outlet_id, inspections.unit_id, inspections.district_id, inspections.township_id,
        inspections.industry_id,
        inspections.inspected_at,
        inspections.score is not null as is_scored,
        inspections.score,
        inspections.windows_total is not null and inspections.windows_open is not null as is_counted,
        inspections.windows_open,
        inspections.windows_total,
        inspections.announced_score - inspections.score as announced_gap,
        case when inspections.score is not null then inspectors.severity end as severity
    from fct_inspection as inspections
    left join dim_inspector as inspectors on inspections.inspector = inspectors.inspector
    where inspections.is_window

),

of_wholes as (

    select
        inspection_id, item_code, outlet_id, unit_id, district_id, township_id, industry_id,
        unnest([
            { 'measure': 'inspections', 'at': inspected_at, 'amount': 1.0, 'counts': true },
            { 'measure': 'inspections_scored', 'at': inspected_at, 'amount': 1.0, 'counts': is_scored },
            { 'measure': 'inspection_score_points', 'at': inspected_at, 'amount': score, 'counts': is_scored },
            { 'measure': 'windows_open', 'at': inspected_at, 'amount': windows_open, 'counts': is_counted },
            { 'measure': 'windows_installed', 'at': inspected_at, 'amount': windows_total, 'counts': is_counted },
            {
                'measure': 'visits_paired', 'at': inspected_at,
                'amount': 1.0, 'counts': announced_gap is not null
            },
            {
                'measure': 'announced_gap_points', 'at': inspected_at,
                'amount': announced_gap, 'counts': announced_gap is not null
            },
            {
                'measure': 'inspections_compared', 'at': inspected_at,
                'amount': 1.0, 'counts': severity is not null
            },
            {
                'measure': 'severity_points', 'at': inspected_at,
                'amount': severity, 'counts': severity is not null
            }
        ]) as told
    from wholes

),

of_items as (

    select
        inspection_id, item_code, outlet_id, unit_id, district_id, township_id, industry_id,
        unnest([
            {
                'measure': 'items_checked.' || item_code, 'at': inspected_at, 'amount': 1.0,
                'counts': is_listed and result in ('pass', 'fail')
            },
            {
                'measure': 'items_failed.' || item_code, 'at': inspected_at, 'amount': 1.0,
                'counts': is_listed and result = 'fail'
            },
            {
                'measure': 'issues_limit_passed', 'at': cast(rectify_due as timestamp), 'amount': 1.0,
                'counts': is_limit_passed
            },
            {
                'measure': 'issues_fixed_in_time', 'at': cast(rectify_due as timestamp), 'amount': 1.0,
                'counts': is_limit_passed and is_fixed_in_time
            },
            { 'measure': 'issues_fixed', 'at': rectified_at, 'amount': 1.0, 'counts': is_fixed },
            { 'measure': 'issues_recurred', 'at': rectified_at, 'amount': 1.0, 'counts': is_fixed and is_recurred }
        ]) as told
    from fct_inspection_item
    where outlet_id is not null

),

marks as (

    select * from of_wholes
    union all
    select * from of_items

)

select
    inspection_id, item_code, outlet_id, unit_id, district_id, township_id, industry_id,
    told.measure,
    cast(told.at as date) as day,
    cast(told.amount as double) as amount
from marks
where told.counts
