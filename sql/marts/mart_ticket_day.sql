-- Cases counted, each on the day of its own event: begun, closed, due by the promise, due after extension.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: place, ticket_mark.

with begun as (

    select
        started_on as day,
        place_number,
        count(*) filter (where accepted) as accepted,
        count(*) filter (where excluded) as excluded,
        6 * count(*) filter (where accepted) as key_cells,
        sum(key_cells_filled) filter (where accepted) as key_cells_filled
    from ticket_mark
    group by started_on, place_number

),

closed as (

    select
        closed_on as day,
        place_number,
        count(*) as closed,
        count(*) filter (where closed_with_due) as closed_with_due,
        count(*) filter (where closed_on_time) as closed_on_time,
        count(*) filter (where once_known) as once_known,
        count(*) filter (where once_done) as once_done,
        count(*) filter (where rated_actively) as rated_actively,
        count(*) filter (where rated_positive) as rated_positive,
        count(*) filter (where closed_unrated) as closed_unrated
    from ticket_mark
    where closed_on is not null
    group by closed_on, place_number

),

due as (

    select
        due_on as day,
        place_number,
        count(*) as due,
        count(*) filter (where due_on_time) as due_on_time,
        count(*) filter (where due_late) as due_late
    from ticket_mark
    where due_on is not null
    group by due_on, place_number

),

due_extended as (

    select
        due_extended_on as day,
        place_number,
        count(*) as due_extended,
        count(*) filter (where due_extended_on_time) as due_extended_on_time
    from ticket_mark
    where due_extended_on is not null
    group by due_extended_on, place_number

),

events as (

    select *
    from begun
    full join closed using (day, place_number)
    full join due using (day, place_number)
    full join due_extended using (day, place_number)

),

-- a day without such events of a place counts none of them
final as (

    select
        cast(place.outlet_id as varchar) as outlet_id,
        cast(place.unit_id as varchar) as unit_id,
        cast(place.district_id as varchar) as district_id,
        cast(place.township_id as varchar) as township_id,
        cast(place.industry_id as varchar) as industry_id,
        events.day,
        coalesce(events.accepted, 0) as accepted, coalesce(events.excluded, 0) as excluded,
        coalesce(events.key_cells, 0) as key_cells,
        cast(coalesce(events.key_cells_filled, 0) as bigint) as key_cells_filled,
        coalesce(events.closed, 0) as closed, coalesce(events.closed_with_due, 0) as closed_with_due,
        coalesce(events.closed_on_time, 0) as closed_on_time, coalesce(events.once_known, 0) as once_known,
        coalesce(events.once_done, 0) as once_done, coalesce(events.rated_actively, 0) as rated_actively,
        coalesce(events.rated_positive, 0) as rated_positive,
        -- counted apart from rated_actively: ratings of no case add to the two unlike
        coalesce(events.rated_actively, 0) as closed_rated,
        coalesce(events.closed_unrated, 0) as closed_unrated, coalesce(events.due, 0) as due,
        coalesce(events.due_on_time, 0) as due_on_time, coalesce(events.due_late, 0) as due_late,
        coalesce(events.due_extended, 0) as due_extended,
        coalesce(events.due_extended_on_time, 0) as due_extended_on_time
    from events
    inner join place on events.place_number = place.place_number

)

select * from final
