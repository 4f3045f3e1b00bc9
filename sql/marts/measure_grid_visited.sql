-- view
-- Grids and their households month by month, each once: those that were to be visited, and those that were.
-- Grain: one row per (month, measure, item_id).
-- To be visited are all grids of the ledger, from the first month with a visit to the one the visits reach. A visit
-- that is said to have lasted no time is none.
-- Reads: dim_date, fct_visit, grid_place, meta_source.

with visited as (

    select distinct dim_date.month, visits.grid_id
    from fct_visit as visits
    inner join dim_date on cast(visits.visited_at as date) = dim_date.date
    where visits.is_grid_known and coalesce(visits.duration_min > 0, true)

),

reach as (

    select
        (select min(cast(visited_at as date)) from fct_visit) as first_day,
        (select cast(max(as_of) as date) from meta_source where source = 'visits') as last_day

),

months as (

    select distinct dim_date.month
    from dim_date
    inner join reach on dim_date.date between reach.first_day and reach.last_day

),

marked as (

    select months.month, grids.*, visited.grid_id is not null as is_visited
    from months
    cross join grid_place as grids
    left join visited on months.month = visited.month and grids.grid_id = visited.grid_id

),

final as (

    select
        month, grid_id as item_id, outlet_id, unit_id, district_id, township_id, industry_id,
        unnest([
            { 'measure': 'grids_to_visit', 'value': 1.0 },
            { 'measure': 'grids_visited', 'value': cast(is_visited as double) },
            { 'measure': 'grid_households', 'value': cast(coalesce(households, 0) as double) }
        ]) as counted
    from marked

)

select
    month, counted.measure, counted.value, item_id, outlet_id, unit_id, district_id, township_id, industry_id
from final
where counted.value > 0
