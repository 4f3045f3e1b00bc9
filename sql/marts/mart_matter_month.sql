-- Cases by matter: what the on-time numbers are made of, by channel and request type.
-- Grain: one row per (month, district_id, township_id, industry_id, entity_level, matter, channel, request_type).
-- Reads: dim_date, dim_outlet, fct_ticket.

with cases as (

    select
        tickets.*,
        coalesce(outlets.entity_level, 'unknown') as entity_level
    from fct_ticket as tickets
    left join dim_outlet as outlets on tickets.outlet_id = outlets.outlet_id

),

begun as (

    select
        cast(started_at as date) as day,
        district_id,
        township_id,
        industry_id,
        entity_level,
        matter,
        channel,
        request_type,
        count(*) as accepted
    from cases
    where is_valid
    group by day, district_id, township_id, industry_id, entity_level, matter, channel, request_type

),

closed as (

    select
        cast(first_closed_at as date) as day,
        district_id,
        township_id,
        industry_id,
        entity_level,
        matter,
        channel,
        request_type,
        count(*) as closed,
        count(due_at) as closed_with_due,
        count(*) filter (where due_at is not null and is_on_time) as closed_on_time
    from cases
    where is_valid and first_closed_at is not null
    group by day, district_id, township_id, industry_id, entity_level, matter, channel, request_type

),

due as (

    select
        cast(due_at as date) as day, district_id, township_id, industry_id, entity_level, matter, channel, request_type,
        count(*) as due,
        count(*) filter (where is_on_time) as due_on_time
    from cases
    where is_due
    group by day, district_id, township_id, industry_id, entity_level, matter, channel, request_type

),

due_extended as (

    select
        cast(due_extended_at as date) as day,
        district_id,
        township_id,
        industry_id,
        entity_level,
        matter,
        channel,
        request_type,
        count(*) as due_extended,
        count(*) filter (where is_on_time_extended) as due_extended_on_time
    from cases
    where is_due_extended
    group by day, district_id, township_id, industry_id, entity_level, matter, channel, request_type

),

events as (

    select * from begun
    union all by name
    select * from closed
    union all by name
    select * from due
    union all by name
    select * from due_extended

),

final as (

    select
        dim_date.month,
        events.district_id, events.township_id, events.industry_id, events.entity_level,
        coalesce(events.matter, 'unknown') as matter,
        coalesce(events.channel, 'unknown') as channel,
        coalesce(events.request_type, 'unknown') as request_type,
        cast(coalesce(sum(events.accepted), 0) as bigint) as accepted,
        cast(coalesce(sum(events.closed), 0) as bigint) as closed,
        cast(coalesce(sum(events.due), 0) as bigint) as due,
        cast(coalesce(sum(events.due_on_time), 0) as bigint) as due_on_time,
        cast(coalesce(sum(events.closed_with_due), 0) as bigint) as closed_with_due,
        cast(coalesce(sum(events.closed_on_time), 0) as bigint) as closed_on_time,
        cast(coalesce(sum(events.due_extended), 0) as bigint) as due_extended,
        cast(coalesce(sum(events.due_extended_on_time), 0) as bigint) as due_extended_on_time
    from events
    inner join dim_date on events.day = dim_date.date
    group by
        dim_date.month, events.district_id, events.township_id, events.industry_id, events.entity_level,
        events.matter, events.channel, events.request_type

)

select * from final
order by month, district_id, matter
