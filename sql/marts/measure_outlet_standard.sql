-- view
-- Outlets inspected month by month with their lead over the standard, and each facility rule with its newest check.
-- Grain: one row per (month, measure, item_id).
-- outlets_standard is summed over a period and counts where nothing is lacking (kind passing); facility_rules_passed
-- counts as in its newest month (kind latest).
-- Reads: dim_date, fct_inspection, fct_inspection_item.

with standing as (

    select
        dim_date.month, inspections.outlet_id as item_id, inspections.outlet_id, inspections.unit_id,
        inspections.district_id, inspections.township_id, inspections.industry_id,
        -- a mean of 90 is a sum of (score - 90) that is not negative; no score makes good a must that is lacking
        round(sum(inspections.score - 90), 6)
        - 1000000.0 * count(*) filter (where not inspections.has_all_must_haves) as lead
    from fct_inspection as inspections
    inner join dim_date on cast(inspections.inspected_at as date) = dim_date.date
    where inspections.is_window and inspections.score is not null
    group by
        dim_date.month, inspections.outlet_id, inspections.unit_id, inspections.district_id,
        inspections.township_id, inspections.industry_id

),

judged as (

    select
        month, item_id, outlet_id, unit_id, district_id, township_id, industry_id,
        unnest([
            { 'measure': 'outlets_scored', 'value': 1.0, 'counts': true },
            { 'measure': 'outlets_standard', 'value': lead, 'counts': true }
        ]) as counted
    from standing

),

facilities as (

    select
        dim_date.month, items.outlet_id || '/' || items.item_code as item_id,
        items.outlet_id, items.unit_id, items.district_id, items.township_id, items.industry_id,
        arg_max(cast(items.result = 'pass' as double), (items.inspected_at, items.inspection_id)) as is_passed
    from fct_inspection_item as items
    inner join dim_date on cast(items.inspected_at as date) = dim_date.date
    where items.outlet_id is not null and items.item_group = 'facility' and items.result in ('pass', 'fail')
    group by
        dim_date.month, items.item_code, items.outlet_id, items.unit_id, items.district_id, items.township_id,
        items.industry_id

),

equipped as (

    select
        month, item_id, outlet_id, unit_id, district_id, township_id, industry_id,
        unnest([
            { 'measure': 'facility_rules', 'value': 1.0, 'counts': true },
            { 'measure': 'facility_rules_passed', 'value': is_passed, 'counts': true }
        ]) as counted
    from facilities

),

together as (

    select * from judged
    union all
    select * from equipped

)

select
    month, counted.measure, counted.value, item_id, outlet_id, unit_id, district_id, township_id, industry_id
from together
where counted.counts
