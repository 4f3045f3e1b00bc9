-- materialize
-- Who is meant by the text of a unit on a day; a name in force on that day comes before one that is not.
-- A text that no name equals is compared without brackets and blanks, the city's name as 市, with the names in
-- force on the day. Where the best names belong to several units nobody is meant.
-- Grain: one row per (unit_text, asked_on).
-- Reads: ref_city, stg_unit_name, unit_asked.

with asked as (

    select distinct
        unit_asked.unit_text,
        unit_asked.asked_on,
        translate(replace(unit_asked.unit_text, ref_city.city_name, '市'), '()（） 　', '') as plain_text
    from unit_asked
    cross join ref_city

),

candidates as (

    select
        asked.unit_text,
        asked.asked_on,
        names.unit_id,
        names.preference
        + case when asked.asked_on between names.valid_from and names.valid_to then 0 else 10 end
            as preference
    from asked
    inner join stg_unit_name as names on asked.unit_text = names.unit_text
    -- a dated alias was given for its days; a ledger's name still means who bore it
    where names.preference between 1 and 3 or asked.asked_on between names.valid_from and names.valid_to
    union all
    select asked.unit_text, asked.asked_on, names.unit_id, 20 as preference
    from asked
    inner join stg_unit_name as names
        on
            asked.plain_text = names.plain_text
            and asked.asked_on between names.valid_from and names.valid_to

),

ranked as (

    select
        *,
        rank() over (partition by unit_text, asked_on order by preference) as best_first
    from candidates

),

final as (

    select unit_text, asked_on, min(unit_id) as unit_id
    from ranked
    where best_first = 1
    group by unit_text, asked_on
    having count(distinct unit_id) = 1

)

select * from final
