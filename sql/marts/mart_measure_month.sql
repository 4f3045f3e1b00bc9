-- Every measure by statistical month at the finest place: what all KPIs are summed from.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: measure_complaint, measure_inspection, measure_place, measure_ticket, measure_ticket_quality, measure_ticket_stock.

with measures as (

    select * from measure_ticket
    union all by name
    select * from measure_ticket_stock
    union all by name
    select * from measure_ticket_quality
    union all by name
    select * from measure_complaint
    union all by name
    select * from measure_inspection
    union all by name
    select * from measure_place

),

final as (

    select month, measure, outlet_id, unit_id, district_id, township_id, industry_id, value
    from measures

)

select * from final
order by measure, month, district_id, outlet_id
