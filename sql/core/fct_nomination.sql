-- Nominations with the outlet or unit that is nominated.
-- Grain: one row per nomination_id.
-- Reads: outlet_ledger, outlet_meant, stg_nomination, stg_today, unit_ledger, unit_meant.

with nominations as (

    select stg_nomination.*, coalesce(stg_nomination.nominated_on, stg_today.today) as asked_on
    from stg_nomination
    cross join stg_today

),

named as (

    select
        nominations.* exclude (asked_on),
        coalesce(by_number.outlet_id, by_id.outlet_id, by_name.outlet_id) as named_outlet_id,
        coalesce(unit_by_id.unit_id, unit_by_name.unit_id) as named_unit_id
    from nominations
    left join outlet_ledger as by_number on nominations.nominee_id = by_number.outlet_id
    left join outlet_meant as by_id
        on nominations.nominee_id = by_id.outlet_text and nominations.asked_on = by_id.asked_on
    left join outlet_meant as by_name
        on nominations.nominee_name = by_name.outlet_text and nominations.asked_on = by_name.asked_on
    left join unit_meant as unit_by_id
        on nominations.nominee_id = unit_by_id.unit_text and nominations.asked_on = unit_by_id.asked_on
    left join unit_meant as unit_by_name
        on nominations.nominee_name = unit_by_name.unit_text and nominations.asked_on = unit_by_name.asked_on

),

final as (

    select
        named.* exclude (named_outlet_id, named_unit_id),
        case
            when named.named_outlet_id is not null then 'outlet'
            when named.named_unit_id is not null then 'unit'
            else 'unknown'
        end as nominee_kind,
        coalesce(named.named_outlet_id, 'unknown') as outlet_id,
        coalesce(outlets.unit_id, named.named_unit_id, 'unknown') as unit_id,
        coalesce(outlets.district_id, units.district_id, 'unknown') as district_id,
        coalesce(outlets.township_id, 'unknown') as township_id,
        coalesce(outlets.industry_id, units.industry_id, 'unknown') as industry_id
    from named
    left join outlet_ledger as outlets on named.named_outlet_id = outlets.outlet_id
    left join unit_ledger as units on named.named_unit_id = units.unit_id

)

select * from final
order by nomination_id
