-- Every measure by statistical month at the finest place: what all KPIs but those of kind median are made from.
-- Grain: one row per (month, measure, item_id, only_scope, outlet_id, unit_id, district_id, township_id, industry_id).
-- item_id: what counts once however often and wherever it occurs (kind distinct): the greatest value of each item is
-- taken, then all are summed. Null: every row adds. only_scope: the one level at which a value is told and that it must
-- not be summed from, such as a survey of a district; null: it counts at every level.
-- Reads: measure_call, measure_complaint, measure_grid_visited, measure_inspection, measure_matter_taken, measure_outlet_covered, measure_outlet_standard, measure_place, measure_promise, measure_staff, measure_survey, measure_ticket, measure_ticket_quality, measure_ticket_stock, measure_visit.

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
    select * from measure_outlet_covered
    union all by name
    select * from measure_outlet_standard
    union all by name
    select * from measure_place
    union all by name
    select * from measure_call
    union all by name
    select * from measure_visit
    union all by name
    select * from measure_grid_visited
    union all by name
    select * from measure_survey
    union all by name
    select * from measure_staff
    union all by name
    select * from measure_promise
    union all by name
    select * from measure_matter_taken

),

final as (

    select month, measure, item_id, only_scope, outlet_id, unit_id, district_id, township_id, industry_id, value
    from measures

)

select * from final
order by measure, month, district_id, outlet_id
