-- materialize
-- What the marts count of a case: the days of its events and its flags, with its place and kind as numbers.
-- Grain: one row per ticket_id (which it does not carry).
-- Reads: fct_ticket, place, ticket_kind.

select
    place.place_number,
    place.area_number,
    ticket_kind.kind_number,
    cast(tickets.started_at as date) as started_on,
    case when tickets.is_valid then cast(tickets.first_closed_at as date) end as closed_on,
    case when tickets.is_due then cast(tickets.due_at as date) end as due_on,
    case when tickets.is_due_extended then cast(tickets.due_extended_at as date) end as due_extended_on,
    tickets.is_valid,
    tickets.is_open,
    tickets.is_open and tickets.is_overdue_open as is_overdue,
    tickets.is_open and tickets.is_due_soon as is_due_soon,
    coalesce(tickets.is_on_time, false) as is_on_time,
    tickets.is_on_time_extended,
    tickets.due_at is not null as has_due,
    coalesce(tickets.is_once_known, false) as is_once_known,
    coalesce(tickets.is_once_done, false) as is_once_done,
    tickets.is_rated_actively,
    tickets.is_rated_actively and tickets.rating >= 3 as is_rated_positive,
    cast(
        cast(tickets.matter is not null as integer) + cast(tickets.channel is not null as integer)
        + cast(tickets.attribution in ('window', 'outlet', 'unit') as integer)
        + cast(tickets.district_id <> 'unknown' as integer)
        + cast(tickets.accepted_at is not null as integer) + cast(tickets.due_at is not null as integer)
        as integer
    ) as key_cells_filled
from fct_ticket as tickets
inner join place
    on
        tickets.outlet_id = place.outlet_id
        and tickets.unit_id = place.unit_id
        and tickets.district_id = place.district_id
        and tickets.township_id = place.township_id
        and tickets.industry_id = place.industry_id
inner join ticket_kind
    on
        coalesce(tickets.matter, 'unknown') = ticket_kind.matter
        and coalesce(tickets.channel, 'unknown') = ticket_kind.channel
        and coalesce(tickets.request_type, 'unknown') = ticket_kind.request_type
