-- Cases by matter: what the on-time numbers are made of, by channel and request type.
-- Grain: one row per (month, district_id, township_id, industry_id, entity_level, matter, channel, request_type).
-- Reads: place, ref_city, ticket_kind, ticket_mark.

-- The first day of a statistical month is the calendar's, moved by as many days as the city begins later.
with city as (

    select cast(period_start_day - 1 as integer) as days_later from ref_city

),

marks as (

    select
        marks.*,
        date_trunc('month', marks.started_on - city.days_later) as started_month,
        date_trunc('month', marks.closed_on - city.days_later) as closed_month,
        date_trunc('month', marks.due_on - city.days_later) as due_month,
        date_trunc('month', marks.due_extended_on - city.days_later) as due_extended_month
    from ticket_mark as marks
    cross join city

),

begun as (

    select started_month as month, area_number, kind_number, count(*) as accepted
    from marks
    where is_valid
    group by started_month, area_number, kind_number

),

closed as (

    select
        closed_month as month,
        area_number,
        kind_number,
        count(*) as closed,
        count(*) filter (where has_due) as closed_with_due,
        count(*) filter (where has_due and is_on_time) as closed_on_time
    from marks
    where closed_month is not null
    group by closed_month, area_number, kind_number

),

due as (

    select
        due_month as month,
        area_number,
        kind_number,
        count(*) as due,
        count(*) filter (where is_on_time) as due_on_time
    from marks
    where due_month is not null
    group by due_month, area_number, kind_number

),

due_extended as (

    select
        due_extended_month as month,
        area_number,
        kind_number,
        count(*) as due_extended,
        count(*) filter (where is_on_time_extended) as due_extended_on_time
    from marks
    where due_extended_month is not null
    group by due_extended_month, area_number, kind_number

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

areas as (

    select distinct area_number, district_id, township_id, industry_id, entity_level from place

),

final as (

    select
        cast(events.month as date) + city.days_later as month,
        areas.district_id,
        areas.township_id,
        areas.industry_id,
        areas.entity_level,
        ticket_kind.matter,
        ticket_kind.channel,
        ticket_kind.request_type,
        cast(coalesce(sum(events.accepted), 0) as bigint) as accepted,
        cast(coalesce(sum(events.closed), 0) as bigint) as closed,
        cast(coalesce(sum(events.due), 0) as bigint) as due,
        cast(coalesce(sum(events.due_on_time), 0) as bigint) as due_on_time,
        cast(coalesce(sum(events.closed_with_due), 0) as bigint) as closed_with_due,
        cast(coalesce(sum(events.closed_on_time), 0) as bigint) as closed_on_time,
        cast(coalesce(sum(events.due_extended), 0) as bigint) as due_extended,
        cast(coalesce(sum(events.due_extended_on_time), 0) as bigint) as due_extended_on_time
    from events
    inner join areas on events.area_number = areas.area_number
    inner join ticket_kind on events.kind_number = ticket_kind.kind_number
    cross join city
    group by
        events.month, city.days_later, areas.district_id, areas.township_id, areas.industry_id,
        areas.entity_level, ticket_kind.matter, ticket_kind.channel, ticket_kind.request_type

)

select * from final
order by month, district_id, matter
