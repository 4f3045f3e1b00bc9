-- materialize
-- Who is meant by the text of a unit or an outlet on a day; a name in force on that day comes before one that is not.
-- A text that no name equals is compared without brackets and blanks, the city's name as 市, with the names in
-- force on the day. Where the best names belong to several nobody is meant.
-- Grain: one row per (kind, name_text, asked_on).
-- Reads: outlet_asked, ref_city, stg_outlet_name, stg_unit_name, unit_asked.

with asked as (

    select distinct 'unit' as kind, unit_text as name_text, asked_on from unit_asked
    union all
    select distinct 'outlet' as kind, outlet_text as name_text, asked_on from outlet_asked

),

written as (

    select
        asked.*,
        translate(replace(asked.name_text, ref_city.city_name, '市'), '()（） 　', '') as plain_text
    from asked
    cross join ref_city

),

names as (

    select
        'unit' as kind, unit_text as name_text, unit_id as target_id, preference, valid_from, valid_to, plain_text
    from stg_unit_name
    union all
    select
        'outlet' as kind, outlet_text as name_text, outlet_id as target_id, preference, valid_from, valid_to,
        plain_text
    from stg_outlet_name

),

candidates as (

    select
        written.kind,
        written.name_text,
        written.asked_on,
        names.target_id,
        names.preference
        + case when written.asked_on between names.valid_from and names.valid_to then 0 else 10 end
            as preference
    from written
    inner join names on written.kind = names.kind and written.name_text = names.name_text
    -- a dated alias was given for its days; a ledger's name still means who bore it
    where names.preference between 1 and 3 or written.asked_on between names.valid_from and names.valid_to
    union all
    select written.kind, written.name_text, written.asked_on, names.target_id, 20 as preference
    from written
    inner join names
        on
            written.kind = names.kind
            and written.plain_text = names.plain_text
            and written.asked_on between names.valid_from and names.valid_to

),

ranked as (

    select
        *,
        rank() over (partition by kind, name_text, asked_on order by preference) as best_first
    from candidates

),

final as (

    select kind, name_text, asked_on, min(target_id) as target_id
    from ranked
    where best_first = 1
    group by kind, name_text, asked_on
    having count(distinct target_id) = 1

)

select * from final
