-- materialize
-- Outlets of the ledger with the ids of their district, township, industry and unit.
-- Grain: one row per outlet_id.
-- Reads: ref_outlet_place, stg_as_of, stg_district_name, stg_industry_name, stg_outlet, stg_today, unit_meant.

with located as (

    select
        outlets.*,
        coalesce(industries.industry_id, outlets.industry) as industry_id,
        coalesce(districts.district_id, outlets.district, 'unknown') as district_id,
        coalesce(units.unit_id, 'unknown') as unit_id,
        places.is_in_district
    from stg_outlet as outlets
    left join stg_industry_name as industries on outlets.industry = industries.industry_text
    left join stg_district_name as districts on outlets.district = districts.district_text
    cross join stg_today
    left join unit_meant as units
        on outlets.parent_id = units.unit_text and stg_today.today = units.asked_on
    left join ref_outlet_place as places on outlets.outlet_id = places.outlet_id

),

as_of as (

    select cast(max(as_of) as date) as today from stg_as_of

),

final as (

    select
        located.* exclude (industry, district, township),
        located.industry,
        located.district,
        located.township,
        coalesce(located.district_id || '/' || located.township, 'unknown') as township_id,
        coalesce(located.opened_on <= as_of.today, true)
        and coalesce(located.closed_on > as_of.today, true) as is_open
    from located
    cross join as_of

)

select * from final
