-- Cases counted, each on the day of its own event: begun, closed, due by the promise, due after extension.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: place, ticket_mark.

with begun as (

    select
        started_on as day,
        place_number,
        count(*) filter (where is_valid) as accepted,
        count(*) filter (where not is_valid) as excluded,
        6 * count(*) filter (where is_valid) as key_cells,
        sum(key_cells_filled) filter (where is_valid) as key_cells_filled
    from ticket_mark
    group by started_on, place_number

),

closed as (

    select
        closed_on as day,
        place_number,
        count(*) as closed,
        count(*) filter (where has_due) as closed_with_due,
        count(*) filter (where has_due and is_on_time) as closed_on_time,
        count(*) filter (where is_once_known) as once_known,
        count(*) filter (where is_once_known and is_once_done) as once_done,
        count(*) filter (where is_rated_actively) as rated_actively,
        count(*) filter (where is_rated_positive) as rated_positive,
        count(*) filter (where not is_rated_actively) as closed_unrated
    from ticket_mark
    where closed_on is not null
    group by closed_on, place_number

),

due as (

    select
        due_on as day,
        place_number,
        count(*) as due,
        count(*) filter (where is_on_time) as due_on_time,
        count(*) filter (where not is_on_time) as due_late
    from ticket_mark
    where due_on is not null
    group by due_on, place_number

),

due_extended as (

    select
        due_extended_on as day,
        place_number,
        count(*) as due_extended,
        count(*) filter (where is_on_time_extended) as due_extended_on_time
    from ticket_mark
    where due_extended_on is not null
    group by due_extended_on, place_number

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

summed as (

    select
        day,
        place_number,
        cast(coalesce(sum(accepted), 0) as bigint) as accepted,
        cast(coalesce(sum(excluded), 0) as bigint) as excluded,
        cast(coalesce(sum(key_cells), 0) as bigint) as key_cells,
        cast(coalesce(sum(key_cells_filled), 0) as bigint) as key_cells_filled,
        cast(coalesce(sum(closed), 0) as bigint) as closed,
        cast(coalesce(sum(closed_with_due), 0) as bigint) as closed_with_due,
        cast(coalesce(sum(closed_on_time), 0) as bigint) as closed_on_time,
        cast(coalesce(sum(once_known), 0) as bigint) as once_known,
        cast(coalesce(sum(once_done), 0) as bigint) as once_done,
        cast(coalesce(sum(rated_actively), 0) as bigint) as rated_actively,
        cast(coalesce(sum(rated_positive), 0) as bigint) as rated_positive,
        cast(coalesce(sum(closed_unrated), 0) as bigint) as closed_unrated,
        cast(coalesce(sum(due), 0) as bigint) as due,
        cast(coalesce(sum(due_on_time), 0) as bigint) as due_on_time,
        cast(coalesce(sum(due_late), 0) as bigint) as due_late,
        cast(coalesce(sum(due_extended), 0) as bigint) as due_extended,
        cast(coalesce(sum(due_extended_on_time), 0) as bigint) as due_extended_on_time
    from events
    group by day, place_number

),

final as (

    select
        place.outlet_id,
        place.unit_id,
        place.district_id,
        place.township_id,
        place.industry_id,
        summed.* exclude (place_number)
    from summed
    inner join place on summed.place_number = place.place_number

)

select * from final
