-- Cases by matter: what the on-time numbers are made of, by channel and request type.
-- Grain: one row per (month, district_id, township_id, industry_id, entity_level, matter, channel, request_type).
-- Reads: dim_date, place, ticket_kind, ticket_mark.

with begun as (

    select dim_date.month, area_number, kind_number, count(*) as accepted
    from ticket_mark as marks
    inner join dim_date on marks.started_on = dim_date.date
    where accepted
    group by dim_date.month, area_number, kind_number

),

closed as (

    select
        dim_date.month,
        area_number,
        kind_number,
        count(*) as closed,
        count(*) filter (where closed_with_due) as closed_with_due,
        count(*) filter (where closed_on_time) as closed_on_time
    from ticket_mark as marks
    inner join dim_date on marks.closed_on = dim_date.date
    group by dim_date.month, area_number, kind_number

),

due as (

    select
        dim_date.month,
        area_number,
        kind_number,
        count(*) as due,
        count(*) filter (where due_on_time) as due_on_time
    from ticket_mark as marks
    inner join dim_date on marks.due_on = dim_date.date
    group by dim_date.month, area_number, kind_number

),

due_extended as (

    select
        dim_date.month,
        area_number,
        kind_number,
        count(*) as due_extended,
        count(*) filter (where due_extended_on_time) as due_extended_on_time
    from ticket_mark as marks
    inner join dim_date on marks.due_extended_on = dim_date.date
    group by dim_date.month, area_number, kind_number

),

events as (

    select *
    from begun
    full join closed using (month, area_number, kind_number)
    full join due using (month, area_number, kind_number)
    full join due_extended using (month, area_number, kind_number)

),

areas as (

    select distinct area_number, district_id, township_id, industry_id, entity_level from place

),

final as (

    select
        events.month,
        cast(areas.district_id as varchar) as district_id,
        cast(areas.township_id as varchar) as township_id,
        cast(areas.industry_id as varchar) as industry_id,
        areas.entity_level,
        cast(ticket_kind.matter as varchar) as matter,
        cast(ticket_kind.channel as varchar) as channel,
        cast(ticket_kind.request_type as varchar) as request_type,
        coalesce(events.accepted, 0) as accepted,
        coalesce(events.closed, 0) as closed,
        coalesce(events.due, 0) as due,
        coalesce(events.due_on_time, 0) as due_on_time,
        coalesce(events.closed_with_due, 0) as closed_with_due,
        coalesce(events.closed_on_time, 0) as closed_on_time,
        coalesce(events.due_extended, 0) as due_extended,
        coalesce(events.due_extended_on_time, 0) as due_extended_on_time
    from events
    inner join areas on events.area_number = areas.area_number
    inner join ticket_kind on events.kind_number = ticket_kind.kind_number

)

select * from final
order by month, district_id, matter
