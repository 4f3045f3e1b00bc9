-- view
-- Complaints with who answers for them and where; what the complaint leaves open comes from its 12345 ticket.
-- Grain: one row per complaint_id.
-- Reads: complaint_standing, fct_ticket, outlet_ledger, outlet_meant, stg_district_name, unit_history, unit_meant.

with named as (

    select
        complaints.* exclude (outlet_id, district, unit, ticket_id),
        complaints.outlet_id is null as is_placed_by_ticket,
        coalesce(
            outlet_names.outlet_id, complaints.outlet_id, nullif(tickets.outlet_id, 'unknown'), 'unknown'
        )
            as outlet_id,
        coalesce(units.unit_id, complaints.unit, nullif(tickets.unit_id, 'unknown')) as named_unit_id,
        coalesce(districts.district_id, complaints.district) as named_district_id,
        tickets.district_id as ticket_district_id,
        tickets.township_id as ticket_township_id
    from complaint_standing as complaints
    left join fct_ticket as tickets on complaints.ticket_id = tickets.ticket_id
    left join outlet_meant as outlet_names
        on
            complaints.outlet_id = outlet_names.outlet_text
            and cast(complaints.received_at as date) = outlet_names.asked_on
    left join unit_meant as units
        on complaints.unit = units.unit_text and cast(complaints.received_at as date) = units.asked_on
    left join stg_district_name as districts on complaints.district = districts.district_text

),

placed as (

    select
        named.*,
        outlets.township_id as outlet_township_id,
        outlets.district_id as outlet_district_id,
        coalesce(named.named_unit_id, outlets.unit_id, 'unknown') as unit_id,
        coalesce(
            named.named_district_id,
            case when named.is_placed_by_ticket then nullif(named.ticket_district_id, 'unknown') end,
            nullif(outlets.district_id, 'unknown'),
            nullif(named.ticket_district_id, 'unknown'), units.district_id, 'unknown'
        ) as district_id,
        coalesce(nullif(outlets.industry_id, 'unknown'), units.industry_id, 'unknown') as industry_id
    from named
    left join outlet_ledger as outlets on named.outlet_id = outlets.outlet_id
    left join unit_history as units
        on
            coalesce(named.named_unit_id, outlets.unit_id) = units.unit_id
            and cast(named.received_at as date) between units.from_day and units.to_day

),

final as (

    select
        * exclude (
            named_unit_id, named_district_id, is_placed_by_ticket, ticket_district_id, ticket_township_id,
            outlet_township_id, outlet_district_id
        ),
        case
            when outlet_district_id = district_id then outlet_township_id
            when ticket_district_id = district_id then ticket_township_id
            else 'unknown'
        end as township_id
    from placed

)

select * from final
