-- materialize
-- What exports call an outlet: its number, its name where no other outlet bears it, confirmed aliases.
-- Grain: one row per outlet_text.
-- Reads: stg_alias, stg_outlet.

with names as (

    select outlet_id as outlet_text, outlet_id, 1 as preference from stg_outlet
    union all
    select outlet_name as outlet_text, any_value(outlet_id) as outlet_id, 2 as preference
    from stg_outlet
    group by outlet_name
    having count(*) = 1
    union all
    select alias as outlet_text, target_id as outlet_id, case when is_decided_here then 3 else 4 end as preference
    from stg_alias
    where kind = 'outlet'

),

final as (

    select outlet_text, arg_min(outlet_id, (preference, outlet_id)) as outlet_id
    from names
    group by outlet_text

)

select * from final
