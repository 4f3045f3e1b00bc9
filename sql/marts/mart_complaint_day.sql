-- Complaints counted on the day of receipt, and on the day of closing for what people said of the handling.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: fct_complaint.

with received as (

    select
        cast(received_at as date) as day, outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) as complaints,
        count(*) filter (where is_same_day) as complaints_same_day,
        0 as complaints_answered,
        0 as complaints_satisfied
    from fct_complaint
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

),

answered as (

    select
        cast(closed_at as date) as day, outlet_id, unit_id, district_id, township_id, industry_id,
        0 as complaints,
        0 as complaints_same_day,
        count(*) as complaints_answered,
        count(*) filter (where is_satisfied) as complaints_satisfied
    from fct_complaint
    where is_answer_known
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

),

events as (

    select * from received
    union all
    select * from answered

),

final as (

    select
        day, outlet_id, unit_id, district_id, township_id, industry_id,
        cast(sum(complaints) as bigint) as complaints,
        cast(sum(complaints_same_day) as bigint) as complaints_same_day,
        cast(sum(complaints_answered) as bigint) as complaints_answered,
        cast(sum(complaints_satisfied) as bigint) as complaints_satisfied
    from events
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

)

select * from final
order by day, district_id, outlet_id
