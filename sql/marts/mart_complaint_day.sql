-- Complaints counted on the day of receipt, and on the day of closing for what people said of the handling.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: fct_complaint.

with received as (

    select
        cast(received_at as date) as day, outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) as complaints,
        count(*) filter (where is_same_day) as complaints_same_day,
        0 as complaints_answered,
        0 as complaints_satisfied,
        count(*) filter (where person_key is not null) as complaints_named,
        count(*) filter (where is_repeated) as complaints_repeated,
        count(*) filter (where escalated_to is not null) as complaints_escalated,
        0 as complaints_decided,
        0 as complaints_upheld
    from fct_complaint
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

),

answered as (

    select
        cast(closed_at as date) as day, outlet_id, unit_id, district_id, township_id, industry_id,
        0 as complaints,
        0 as complaints_same_day,
        count(*) filter (where is_answer_known) as complaints_answered,
        count(*) filter (where is_answer_known and is_satisfied) as complaints_satisfied,
        0 as complaints_named,
        0 as complaints_repeated,
        0 as complaints_escalated,
        count(*) filter (where is_decided) as complaints_decided,
        count(*) filter (where is_decided and is_upheld) as complaints_upheld
    from fct_complaint
    where is_answer_known or is_decided
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
        cast(sum(complaints_satisfied) as bigint) as complaints_satisfied,
        cast(sum(complaints_named) as bigint) as complaints_named,
        cast(sum(complaints_repeated) as bigint) as complaints_repeated,
        cast(sum(complaints_escalated) as bigint) as complaints_escalated,
        cast(sum(complaints_decided) as bigint) as complaints_decided,
        cast(sum(complaints_upheld) as bigint) as complaints_upheld
    from events
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

)

select * from final
order by day, district_id, outlet_id
