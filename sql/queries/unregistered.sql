-- Outlets and units that cases name and no ledger has.
-- Grain: one row per (kind, id).
-- Reads: dim_outlet, dim_unit, fct_ticket.

with named as (

    select 'outlet' as kind, outlets.outlet_id as id, count(tickets.ticket_id) as tickets
    from dim_outlet as outlets
    left join fct_ticket as tickets on outlets.outlet_id = tickets.outlet_id
    where not outlets.is_registered and outlets.outlet_id <> 'unknown'
    group by outlets.outlet_id
    union all
    select 'unit' as kind, units.unit_id as id, count(tickets.ticket_id) as tickets
    from dim_unit as units
    left join fct_ticket as tickets on units.unit_id = tickets.unit_id
    where not units.is_registered and units.unit_id <> 'unknown'
    group by units.unit_id

)

select kind, id, tickets from named
order by tickets desc, kind, id
