-- materialize
-- What exports call a unit, and when: its number, its full name, its short name, confirmed aliases.
-- Grain: one row per (unit_text, unit_id, preference).
-- Reads: stg_alias, stg_unit.

with names as (

    select unit_id as unit_text, unit_id, 1 as preference, valid_from, valid_to from stg_unit
    union all
    select unit_name as unit_text, unit_id, 2 as preference, valid_from, valid_to from stg_unit
    union all
    select short_name as unit_text, unit_id, 3 as preference, valid_from, valid_to from stg_unit
    union all
    select
        alias as unit_text,
        target_id as unit_id,
        case when is_decided_here then 4 else 5 end as preference,
        valid_from,
        valid_to
    from stg_alias
    where kind = 'unit'

),

final as (

    select
        unit_text,
        unit_id,
        preference,
        min(coalesce(valid_from, date '0001-01-01')) as valid_from,
        max(coalesce(valid_to, date '9999-12-31')) as valid_to
    from names
    where unit_text is not null
    group by unit_text, unit_id, preference

)

select * from final
