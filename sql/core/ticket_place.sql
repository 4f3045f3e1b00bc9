-- view
-- Tickets with who answers for them and where: the ticket's own word, then the outlet's, then the unit's.
-- Grain: one row per ticket_id.
-- Reads: outlet_ledger, outlet_meant, stg_district_name, ticket_due, unit_history, unit_meant.

with named as (

    select
        tickets.* exclude (outlet_id, district, township),
        tickets.district,
        tickets.township,
        coalesce(outlet_names.outlet_id, tickets.outlet_id, 'unknown') as outlet_id,
        nullif(coalesce(units.unit_id, tickets.unit), 'unknown') as named_unit_id,
        coalesce(districts.district_id, tickets.district) as named_district_id
    from ticket_due as tickets
    left join outlet_meant as outlet_names
        on tickets.outlet_id = outlet_names.outlet_text and cast(tickets.started_at as date) = outlet_names.asked_on
    left join unit_meant as units
        on tickets.unit = units.unit_text and cast(tickets.started_at as date) = units.asked_on
    left join stg_district_name as districts on tickets.district = districts.district_text

),

placed as (

    select
        named.*,
        outlets.township_id as outlet_township_id,
        outlets.district_id as outlet_district_id,
        coalesce(named.named_unit_id, outlets.unit_id, 'unknown') as unit_id,
        coalesce(
            named.named_district_id, nullif(outlets.district_id, 'unknown'), units.district_id, 'unknown'
        )
            as district_id,
        coalesce(nullif(outlets.industry_id, 'unknown'), units.industry_id, 'unknown') as industry_id,
        units.district_id as unit_district_id
    from named
    left join outlet_ledger as outlets on named.outlet_id = outlets.outlet_id
    left join unit_history as units
        on
            coalesce(named.named_unit_id, outlets.unit_id) = units.unit_id
            and cast(named.started_at as date) between units.from_day and units.to_day

),

final as (

    select
        * exclude (
            named_unit_id, named_district_id, outlet_township_id, outlet_district_id, unit_district_id
        ),
        case
            when township is not null then district_id || '/' || township
            when outlet_district_id = district_id then outlet_township_id
            else 'unknown'
        end as township_id,
        case
            when outlet_id <> 'unknown' and window_no is not null then 'window'
            when outlet_id <> 'unknown' then 'outlet'
            when named_unit_id is not null then 'unit'
            when township is not null then 'township'
            when named_district_id is not null then 'district'
            else 'none'
        end as attribution
    from placed

)

select * from final
