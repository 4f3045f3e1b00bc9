-- The cases behind a number that adds up days or cells of cases, and where each stands in an export.
-- Grain: one row per ticket_id that adds something; the sum of amount is the number.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_outlet, dim_unit, fct_ticket, mart_load, ticket_measure.

with marked as (

    select
        ticket_id, started_on, outlet_id, unit_id, district_id, township_id, industry_id, key_cells_filled,
        suspended_days, gross_days,
        case $measure
            when 'suspended_days' then suspended_days
            when 'gross_days' then gross_days
            when 'key_cells' then case when accepted then 6 end
            when 'key_cells_filled' then case when accepted then key_cells_filled end
        end as amount
    from ticket_measure
    where started_on between $start and $end

),

selected as (

    select *
    from marked
    where
        amount <> 0
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
    order by key_cells_filled, started_on, ticket_id
    limit $max_rows

)

select
    tickets.ticket_id, tickets.matter, units.unit_name, outlets.outlet_name,
    districts.district_name, tickets.started_at, tickets.due_at, tickets.first_closed_at,
    selected.key_cells_filled, selected.suspended_days, selected.gross_days,
    cast(selected.amount as double) as amount,
    loads.file_name, tickets.sheet_name, tickets.row_number, tickets.line_number, tickets.batch_id
from selected
inner join fct_ticket as tickets on selected.ticket_id = tickets.ticket_id
left join dim_unit as units on tickets.unit_id = units.unit_id
left join dim_outlet as outlets on tickets.outlet_id = outlets.outlet_id
left join dim_district as districts on tickets.district_id = districts.district_id
left join mart_load as loads on tickets.batch_id = loads.batch_id
order by selected.key_cells_filled, selected.started_on, selected.ticket_id
