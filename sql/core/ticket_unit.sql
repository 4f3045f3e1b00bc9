-- materialize
-- Who is meant by the unit text of a ticket on its day; a name in force on that day comes before one that is not.
-- A text that no name equals is compared without brackets and blanks, the city's name as 市, with the names in
-- force on the day. Where the best names belong to several units nobody is meant.
-- Grain: one row per (unit_text, started_on).
-- Reads: ref_city, stg_ticket, stg_unit_name.

with names as (

    select
        *,
        translate(replace(unit_text, city_name, '市'), '()（） 　', '') as plain_text
    from stg_unit_name
    cross join ref_city

),

asked as (

    select
        unit_text,
        started_on,
        translate(replace(unit_text, city_name, '市'), '()（） 　', '') as plain_text
    from (
        select distinct unit as unit_text, cast(started_at as date) as started_on
        from stg_ticket
        where unit is not null
    ) as texts
    cross join ref_city

),

candidates as (

    select
        asked.unit_text,
        asked.started_on,
        names.unit_id,
        names.preference
        + case when asked.started_on between names.valid_from and names.valid_to then 0 else 10 end
            as preference
    from asked
    inner join names on asked.unit_text = names.unit_text
    union all
    select asked.unit_text, asked.started_on, names.unit_id, 20 as preference
    from asked
    inner join names
        on
            asked.plain_text = names.plain_text
            and asked.started_on between names.valid_from and names.valid_to

),

ranked as (

    select
        *,
        rank() over (partition by unit_text, started_on order by preference) as best_first
    from candidates

),

final as (

    select unit_text, started_on, min(unit_id) as unit_id
    from ranked
    where best_first = 1
    group by unit_text, started_on
    having count(distinct unit_id) = 1

)

select * from final
