-- Cases counted, each on the day of its own event: begun, closed, due by the promise, due after extension.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: fct_ticket.

with begun as (

    select
        cast(started_at as date) as day, outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) filter (where is_valid) as accepted,
        count(*) filter (where not is_valid) as excluded,
        6 * count(*) filter (where is_valid) as key_cells,
        sum(
            cast(matter is not null as integer) + cast(channel is not null as integer)
            + cast(attribution in ('window', 'outlet', 'unit') as integer)
            + cast(district_id <> 'unknown' as integer)
            + cast(accepted_at is not null as integer) + cast(due_at is not null as integer)
        ) filter (where is_valid) as key_cells_filled
    from fct_ticket
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

),

closed as (

    select
        cast(first_closed_at as date) as day, outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) as closed,
        count(due_at) as closed_with_due,
        count(*) filter (where due_at is not null and is_on_time) as closed_on_time,
        count(*) filter (where is_once_known) as once_known,
        count(*) filter (where is_once_known and is_once_done) as once_done,
        count(*) filter (where is_rated_actively) as rated_actively,
        count(*) filter (where is_rated_actively and rating >= 3) as rated_positive,
        count(*) filter (where not is_rated_actively) as closed_unrated
    from fct_ticket
    where first_closed_at is not null and is_valid
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

),

due as (

    select
        cast(due_at as date) as day, outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) as due,
        count(*) filter (where is_on_time) as due_on_time,
        count(*) filter (where not is_on_time) as due_late
    from fct_ticket
    where is_due
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

),

due_extended as (

    select
        cast(due_extended_at as date) as day, outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) as due_extended,
        count(*) filter (where is_on_time_extended) as due_extended_on_time
    from fct_ticket
    where is_due_extended
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

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
        day, outlet_id, unit_id, district_id, township_id, industry_id,
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
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

)

select * from final
order by day, district_id, outlet_id
