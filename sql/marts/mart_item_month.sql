-- Measures that do not simply add, by statistical month at the finest place: what KPIs of kind distinct are made from.
-- Grain: one row per (month, measure, item_id, only_scope, outlet_id, unit_id, district_id, township_id, industry_id).
-- item_id: what counts once however often and wherever it occurs: the greatest value of each item is taken, then all are
-- summed. Null: the row adds. only_scope: the one level at which a value is told and that it must not be summed from,
-- such as a survey of a district; null: it counts at every level.
-- Reads: measure_grid_visited, measure_matter_taken, measure_outlet_covered, measure_outlet_standard, measure_promise, measure_staff, measure_survey.

with measures as (

    select * from measure_grid_visited
    union all by name
    select * from measure_survey
    union all by name
    select * from measure_outlet_covered
    union all by name
    select * from measure_outlet_standard
    union all by name
    select * from measure_promise
    union all by name
    select * from measure_matter_taken
    union all by name
    select * from measure_staff
    where item_id is not null

),

final as (

    select month, measure, item_id, only_scope, outlet_id, unit_id, district_id, township_id, industry_id, value
    from measures

)

select * from final
order by measure, month, district_id, outlet_id
