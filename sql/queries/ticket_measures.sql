-- Which measures count one case, and on which day: the conditions of ticket_mark and of the marts that sum it.
-- Grain: one row per measure of mart_ticket_day and mart_ticket_stock.
-- Parameters: ticket_id.
-- Reads: dim_date, fct_ticket, meta_source.

with cases as (

    select
        tickets.*,
        cast(meta_source.as_of as date) as stock_on,
        cast(tickets.started_at as date) as started_on,
        case when tickets.is_valid then cast(tickets.first_closed_at as date) end as closed_on,
        case when tickets.is_due then cast(tickets.due_at as date) end as due_on,
        case when tickets.is_due_extended then cast(tickets.due_extended_at as date) end as due_extended_on
    from fct_ticket as tickets
    inner join meta_source on meta_source.source = 'tickets'
    where tickets.ticket_id = $ticket_id

),

told as (

    select
        unnest([
            { 'measure': 'accepted', 'day': started_on, 'is_counted': is_valid },
            { 'measure': 'excluded', 'day': started_on, 'is_counted': not is_valid },
            { 'measure': 'key_cells', 'day': started_on, 'is_counted': is_valid },
            { 'measure': 'key_cells_filled', 'day': started_on, 'is_counted': is_valid },
            { 'measure': 'closed', 'day': closed_on, 'is_counted': true },
            { 'measure': 'closed_with_due', 'day': closed_on, 'is_counted': due_at is not null },
            { 'measure': 'closed_on_time', 'day': closed_on, 'is_counted': due_at is not null and is_on_time },
            { 'measure': 'once_known', 'day': closed_on, 'is_counted': is_once_known },
            { 'measure': 'once_done', 'day': closed_on, 'is_counted': is_once_known and is_once_done },
            { 'measure': 'rated_actively', 'day': closed_on, 'is_counted': is_rated_actively },
            { 'measure': 'rated_positive', 'day': closed_on, 'is_counted': is_rated_actively and rating >= 3 },
            { 'measure': 'closed_unrated', 'day': closed_on, 'is_counted': not is_rated_actively },
            { 'measure': 'due', 'day': due_on, 'is_counted': true },
            { 'measure': 'due_on_time', 'day': due_on, 'is_counted': is_on_time },
            { 'measure': 'due_late', 'day': due_on, 'is_counted': not is_on_time },
            { 'measure': 'due_extended', 'day': due_extended_on, 'is_counted': true },
            { 'measure': 'due_extended_on_time', 'day': due_extended_on, 'is_counted': is_on_time_extended },
            { 'measure': 'open_cases', 'day': stock_on, 'is_counted': is_open },
            { 'measure': 'open_overdue', 'day': stock_on, 'is_counted': is_open and is_overdue_open },
            { 'measure': 'due_soon', 'day': stock_on, 'is_counted': is_open and is_due_soon }
        ]) as told
    from cases

)

select
    told.measure,
    told.day,
    coalesce(told.is_counted and told.day is not null, false) as is_counted,
    dim_date.month_name
from told
left join dim_date on told.day = dim_date.date
order by told.measure
