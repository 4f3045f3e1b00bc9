-- view
-- Who works at outlets (a part-time worker is half a one), month by month while the outlet is open, and what those outlets
-- closed. Outlets that do not tell their staff are in neither, cases without an outlet nowhere.
-- Grain: one row per (month, measure, outlet_id).
-- Reads: dim_date, mart_ticket_day, meta_source, outlet_ledger.

with staffed as (

    select
        outlet_id, unit_id, district_id, township_id, industry_id, opened_on, closed_on,
        coalesce(staff_full, 0) + 0.5 * coalesce(staff_part, 0) as staff
    from outlet_ledger
    where coalesce(staff_full, 0) + coalesce(staff_part, 0) > 0

),

reach as (

    select
        (select min(day) from mart_ticket_day where closed > 0) as first_day,
        (select cast(as_of as date) from meta_source where source = 'tickets') as last_day

),

months as (

    select dim_date.month, min(dim_date.date) as first_day, max(dim_date.date) as last_day
    from dim_date
    inner join reach on dim_date.date between reach.first_day and reach.last_day
    group by dim_date.month

),

present as (

    select months.month, staffed.*
    from months
    inner join staffed
        on
            coalesce(months.last_day >= staffed.opened_on, true)
            and coalesce(months.first_day < staffed.closed_on, true)

),

closed as (

    select dim_date.month, counted.outlet_id, sum(counted.closed) as closed
    from mart_ticket_day as counted
    inner join dim_date on counted.day = dim_date.date
    where counted.outlet_id in (select staffed.outlet_id from staffed)
    group by dim_date.month, counted.outlet_id

),

final as (

    select
        present.month, present.outlet_id, present.unit_id, present.district_id, present.township_id,
        present.industry_id,
        unnest([
            { 'measure': 'staff', 'item_id': present.outlet_id, 'value': cast(present.staff as double) },
            { 'measure': 'closed_staffed', 'item_id': null, 'value': cast(coalesce(closed.closed, 0) as double) }
        ]) as counted
    from present
    left join closed on present.month = closed.month and present.outlet_id = closed.outlet_id

)

select
    month, counted.measure, counted.item_id, counted.value, outlet_id, unit_id, district_id, township_id, industry_id
from final
