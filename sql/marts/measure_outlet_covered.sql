-- view
-- Outlets month by month, each once: those to be inspected, and those that were, announced and unannounced apart.
-- Grain: one row per (month, measure, item_id).
-- Reads: dim_date, dim_outlet, fct_inspection, meta_source.

with reach as (

    select
        (select min(cast(inspected_at as date)) from fct_inspection) as first_day,
        (select cast(max(as_of) as date) from meta_source where source = 'inspections') as last_day

),

months as (

    select dim_date.month, min(dim_date.date) as first_day, max(dim_date.date) as last_day
    from dim_date
    inner join reach on dim_date.date between reach.first_day and reach.last_day
    group by dim_date.month

),

-- a window that is new, or gone, or in no ledger is not to be inspected
open_outlets as (

    select
        months.month, outlets.outlet_id, outlets.unit_id, outlets.district_id, outlets.township_id,
        outlets.industry_id
    from dim_outlet as outlets
    inner join months
        on
            coalesce(outlets.opened_on + 30 <= months.last_day, true)
            and coalesce(outlets.closed_on > months.first_day, true)
            and coalesce(outlets.opened_on + 30 <= outlets.closed_on, true)
    where outlets.is_registered

),

visited as (

    select
        dim_date.month, inspections.outlet_id,
        max(cast(inspections.kind = 'announced' as integer)) as is_announced,
        max(cast(inspections.kind = 'unannounced' as integer)) as is_unannounced
    from fct_inspection as inspections
    inner join dim_date on cast(inspections.inspected_at as date) = dim_date.date
    where inspections.is_window
    group by dim_date.month, inspections.outlet_id

),

covered as (

    select
        outlets.month, outlets.outlet_id as item_id, outlets.outlet_id, outlets.unit_id, outlets.district_id,
        outlets.township_id, outlets.industry_id,
        unnest([
            { 'measure': 'outlets_to_inspect', 'value': 1.0, 'counts': true },
            { 'measure': 'outlets_announced', 'value': 1.0, 'counts': visited.is_announced = 1 },
            { 'measure': 'outlets_unannounced', 'value': 1.0, 'counts': visited.is_unannounced = 1 }
        ]) as counted
    from open_outlets as outlets
    left join visited on outlets.month = visited.month and outlets.outlet_id = visited.outlet_id

)

select
    month, counted.measure, counted.value, item_id, outlet_id, unit_id, district_id, township_id, industry_id
from covered
where counted.counts
