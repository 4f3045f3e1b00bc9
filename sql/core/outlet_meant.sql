-- materialize
-- Who is meant by the name of an outlet on a day; a name in force on that day comes before one that is not.
-- A text that no name equals is compared without brackets and blanks, the city's name as 市, with the names in
-- force on the day. Where the best names belong to several outlets nobody is meant.
-- Grain: one row per (outlet_text, asked_on).
-- Reads: ref_city, stg_outlet_name, outlet_asked.

with asked as (

    select distinct
        outlet_asked.outlet_text,
        outlet_asked.asked_on,
        translate(replace(outlet_asked.outlet_text, ref_city.city_name, '市'), '()（） 　', '') as plain_text
    from outlet_asked
    cross join ref_city

),

candidates as (

    select
        asked.outlet_text,
        asked.asked_on,
        names.outlet_id,
        names.preference
        + case when asked.asked_on between names.valid_from and names.valid_to then 0 else 10 end
            as preference
    from asked
    inner join stg_outlet_name as names on asked.outlet_text = names.outlet_text
    -- a dated alias was given for its days; a ledger's name still means who bore it
    where names.preference between 1 and 3 or asked.asked_on between names.valid_from and names.valid_to
    union all
    select asked.outlet_text, asked.asked_on, names.outlet_id, 20 as preference
    from asked
    inner join stg_outlet_name as names
        on
            asked.plain_text = names.plain_text
            and asked.asked_on between names.valid_from and names.valid_to

),

ranked as (

    select
        *,
        rank() over (partition by outlet_text, asked_on order by preference) as best_first
    from candidates

),

final as (

    select outlet_text, asked_on, min(outlet_id) as outlet_id
    from ranked
    where best_first = 1
    group by outlet_text, asked_on
    having count(distinct outlet_id) = 1

)

select * from final
