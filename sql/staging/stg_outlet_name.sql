-- materialize
-- What exports call an outlet, and when: as somebody decided here, its number, its name while it is open, exported
-- aliases.
-- Grain: one row per (outlet_text, outlet_id, preference, valid_from, valid_to).
-- Reads: ref_city, stg_alias, stg_outlet.

with ledger as (

    select
        outlet_id,
        outlet_name,
        coalesce(opened_on, date '0001-01-01') as valid_from,
        coalesce(cast(closed_on - interval '1 day' as date), date '9999-12-31') as valid_to
    from stg_outlet

),

names as (

    select outlet_id as outlet_text, outlet_id, 1 as preference, valid_from, valid_to from ledger
    union all
    select outlet_name as outlet_text, outlet_id, 2 as preference, valid_from, valid_to from ledger
    union all
    select
        alias as outlet_text,
        target_id as outlet_id,
        case when is_decided_here then 0 else 4 end as preference,
        coalesce(valid_from, date '0001-01-01') as valid_from,
        coalesce(valid_to, date '9999-12-31') as valid_to
    from stg_alias
    where kind = 'outlet'

)

select distinct
    names.outlet_text,
    names.outlet_id,
    names.preference,
    names.valid_from,
    names.valid_to,
    translate(replace(names.outlet_text, ref_city.city_name, '市'), '()（） 　', '') as plain_text
from names
cross join ref_city
