-- view
-- The measures of mart_ticket_day by statistical month, one row each.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, mart_ticket_day.

with months as (

    select
        dim_date.month,
        counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id, counted.industry_id,
        unnest([
            { 'measure': 'accepted', 'value': cast(sum(counted.accepted) as double) },
            { 'measure': 'excluded', 'value': cast(sum(counted.excluded) as double) },
            { 'measure': 'key_cells', 'value': cast(sum(counted.key_cells) as double) },
            { 'measure': 'key_cells_filled', 'value': cast(sum(counted.key_cells_filled) as double) },
            { 'measure': 'closed', 'value': cast(sum(counted.closed) as double) },
            { 'measure': 'closed_with_due', 'value': cast(sum(counted.closed_with_due) as double) },
            { 'measure': 'closed_on_time', 'value': cast(sum(counted.closed_on_time) as double) },
            { 'measure': 'once_known', 'value': cast(sum(counted.once_known) as double) },
            { 'measure': 'once_done', 'value': cast(sum(counted.once_done) as double) },
            { 'measure': 'rated_actively', 'value': cast(sum(counted.rated_actively) as double) },
            { 'measure': 'rated_positive', 'value': cast(sum(counted.rated_positive) as double) },
            { 'measure': 'closed_rated', 'value': cast(sum(counted.closed_rated) as double) },
            { 'measure': 'closed_unrated', 'value': cast(sum(counted.closed_unrated) as double) },
            { 'measure': 'due', 'value': cast(sum(counted.due) as double) },
            { 'measure': 'due_on_time', 'value': cast(sum(counted.due_on_time) as double) },
            { 'measure': 'due_late', 'value': cast(sum(counted.due_late) as double) },
            { 'measure': 'due_extended', 'value': cast(sum(counted.due_extended) as double) },
            { 'measure': 'due_extended_on_time', 'value': cast(sum(counted.due_extended_on_time) as double) }
        ]) as counted
    from mart_ticket_day as counted
    inner join dim_date on counted.day = dim_date.date
    group by
        dim_date.month, counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id,
        counted.industry_id

)

select
    month,
    counted.measure,
    counted.value,
    outlet_id, unit_id, district_id, township_id, industry_id
from months
