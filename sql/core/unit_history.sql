-- materialize
-- Where a unit belonged on every day: its ledger row of the day, the first one before it began, no gap, no overlap.
-- Grain: one row per (unit_id, from_day).
-- Reads: stg_district_name, stg_industry_name, stg_unit.

with placed as (

    select
        units.unit_id,
        units.valid_from,
        coalesce(industries.industry_id, units.industry, 'unknown') as industry_id,
        coalesce(districts.district_id, units.district, 'unknown') as district_id,
        row_number() over (partition by units.unit_id order by units.valid_from nulls first) as oldest_first,
        cast(
            lead(units.valid_from) over (partition by units.unit_id order by units.valid_from nulls first)
            - interval '1 day' as date
        ) as day_before_next
    from stg_unit as units
    left join stg_industry_name as industries on units.industry = industries.industry_text
    left join stg_district_name as districts on units.district = districts.district_text

)

select
    unit_id,
    valid_from,
    industry_id,
    district_id,
    case when oldest_first = 1 then date '0001-01-01' else valid_from end as from_day,
    coalesce(day_before_next, date '9999-12-31') as to_day
from placed
