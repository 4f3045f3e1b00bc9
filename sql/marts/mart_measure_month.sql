-- Every measure that adds, by statistical month at the finest place: what most KPIs are summed from.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id) and what it is counted
-- from: of ratings, one of those of cases and one of those of no case, which may be below nought. Values are summed.
-- What counts once, or is told of one level only, stands in mart_item_month.
-- Reads: measure_call, measure_complaint, measure_dispatch, measure_inspection, measure_place, measure_rating, measure_staff, measure_ticket, measure_ticket_quality, measure_ticket_stock, measure_visit.

with measures as (

    select * from measure_ticket
    union all by name
    select * from measure_ticket_stock
    union all by name
    select * from measure_ticket_quality
    union all by name
    select * from measure_complaint
    union all by name
    select * from measure_dispatch
    union all by name
    select * from measure_inspection
    union all by name
    select * from measure_place
    union all by name
    select * from measure_call
    union all by name
    select * from measure_rating
    union all by name
    select * from measure_visit
    union all by name
    select * exclude (item_id) from measure_staff
    where item_id is null

),

final as (

    select month, measure, outlet_id, unit_id, district_id, township_id, industry_id, value
    from measures

)

select * from final
order by measure, month, district_id, outlet_id
