-- materialize
-- The case of a rating: by its number, else the only case closed that day at its window, else at its outlet.
-- Grain: one row per rating_id.
-- Reads: outlet_meant, stg_rating, stg_ticket.

with ratings as (

    select
        ratings.rating_id,
        ratings.ticket_id,
        ratings.window_no,
        coalesce(names.outlet_id, ratings.outlet_id) as outlet_id,
        cast(ratings.rated_at as date) as rated_on
    from stg_rating as ratings
    left join outlet_meant as names
        on ratings.outlet_id = names.outlet_text and cast(ratings.rated_at as date) = names.asked_on

),

-- only where a rating asks: most cities have no such export, and cases are many
cases as (

    select
        tickets.ticket_id,
        tickets.window_no,
        coalesce(names.outlet_id, tickets.outlet_id) as outlet_id,
        cast(tickets.first_closed_at as date) as closed_on
    from stg_ticket as tickets
    left join outlet_meant as names
        on tickets.outlet_id = names.outlet_text and cast(tickets.started_at as date) = names.asked_on
    where cast(tickets.first_closed_at as date) in (select ratings.rated_on from ratings)

),

by_number as (

    select ticket_id from stg_ticket
    where ticket_id in (select ratings.ticket_id from ratings)

),

by_window as (

    select outlet_id, window_no, closed_on, any_value(ticket_id) as ticket_id
    from cases
    where window_no is not null
    group by outlet_id, window_no, closed_on
    having count(*) = 1

),

by_outlet as (

    select outlet_id, closed_on, any_value(ticket_id) as ticket_id
    from cases
    group by outlet_id, closed_on
    having count(*) = 1

),

final as (

    select
        ratings.rating_id,
        ratings.outlet_id,
        coalesce(numbered.ticket_id, at_window.ticket_id, at_outlet.ticket_id) as ticket_id,
        case
            when numbered.ticket_id is not null then 'case'
            when at_window.ticket_id is not null then 'window'
            when at_outlet.ticket_id is not null then 'outlet'
            else 'none'
        end as attached_by
    from ratings
    left join by_number as numbered on ratings.ticket_id = numbered.ticket_id
    left join by_window as at_window
        on
            ratings.ticket_id is null
            and ratings.outlet_id = at_window.outlet_id
            and ratings.window_no = at_window.window_no
            and ratings.rated_on = at_window.closed_on
    -- a rating that names its window is not another window's
    left join by_outlet as at_outlet
        on
            ratings.ticket_id is null
            and ratings.window_no is null
            and ratings.outlet_id = at_outlet.outlet_id
            and ratings.rated_on = at_outlet.closed_on

)

select * from final
