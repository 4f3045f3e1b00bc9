-- materialize
-- What exports call a unit, and when: as somebody decided here, its number, its full and its short name, exported
-- aliases.
-- Grain: one row per (unit_text, unit_id, preference, valid_from, valid_to).
-- Reads: ref_city, stg_alias, stg_unit.

with names as (

    select unit_id as unit_text, unit_id, 1 as preference, first_day as valid_from, last_day as valid_to from stg_unit
    union all
    select unit_name as unit_text, unit_id, 2 as preference, first_day as valid_from, last_day as valid_to
    from stg_unit
    union all
    select short_name as unit_text, unit_id, 3 as preference, first_day as valid_from, last_day as valid_to
    from stg_unit
    union all
    select
        alias as unit_text,
        target_id as unit_id,
        case when is_decided_here then 0 else 4 end as preference,
        coalesce(valid_from, date '0001-01-01') as valid_from,
        coalesce(valid_to, date '9999-12-31') as valid_to
    from stg_alias
    where kind = 'unit'

)

select distinct
    names.unit_text,
    names.unit_id,
    names.preference,
    names.valid_from,
    names.valid_to,
    translate(replace(names.unit_text, ref_city.city_name, '市'), '()（） 　', '') as plain_text
from names
cross join ref_city
where names.unit_text is not null
