-- Who has cases open past due: how many, since when, mostly where, and a date five working days on.
-- Grain: one row per unit_id.
-- Parameters: district_id, township_id, industry_id, entity_level.
-- Reads: dim_date, dim_district, dim_outlet, dim_unit, fct_ticket, meta_source.

with at_level as (

    select outlet_id from dim_outlet
    where $entity_level is null or entity_level = $entity_level

),

overdue as (

    select *
    from fct_ticket
    where
        is_valid
        and is_open
        and is_overdue_open
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($entity_level is null or outlet_id in (select at_level.outlet_id from at_level))

),

by_unit as (

    select
        unit_id,
        count(*) as overdue_cases,
        cast(min(due_at) as date) as overdue_since,
        mode(district_id) as main_district_id,
        mode(coalesce(matter, 'unknown')) as main_matter
    from overdue
    group by unit_id

),

concentrated as (

    select
        by_unit.unit_id,
        count(*) filter (where overdue.district_id = by_unit.main_district_id) as main_district_cases,
        count(*) filter (where coalesce(overdue.matter, 'unknown') = by_unit.main_matter) as main_matter_cases
    from by_unit
    inner join overdue on by_unit.unit_id = overdue.unit_id
    group by by_unit.unit_id

),

today as (

    select day.workday_number
    from meta_source
    inner join dim_date as day on cast(meta_source.as_of as date) = day.date
    where meta_source.source = 'tickets'

),

suggested as (

    select min(day.date) as suggested_on
    from dim_date as day
    inner join today on day.workday_number = today.workday_number + 5

),

final as (

    select
        by_unit.unit_id,
        units.unit_name,
        units.kind,
        units.contact,
        units.phone,
        by_unit.overdue_cases,
        by_unit.overdue_since,
        districts.district_name as main_district,
        concentrated.main_district_cases,
        by_unit.main_matter,
        concentrated.main_matter_cases,
        suggested.suggested_on
    from by_unit
    inner join concentrated on by_unit.unit_id = concentrated.unit_id
    cross join suggested
    left join dim_unit as units on by_unit.unit_id = units.unit_id
    left join dim_district as districts on by_unit.main_district_id = districts.district_id

)

select * from final
order by overdue_cases desc, overdue_since, unit_id
