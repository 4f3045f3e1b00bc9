-- materialize
-- Who is meant by the unit text of a ticket on its day; a name in force on that day comes before one that is not.
-- Grain: one row per (unit_text, started_on).
-- Reads: stg_ticket, stg_unit_name.

with asked as (

    select distinct unit as unit_text, cast(started_at as date) as started_on
    from stg_ticket
    where unit is not null

),

final as (

    select
        asked.unit_text,
        asked.started_on,
        arg_min(
            names.unit_id,
            (
                names.preference
                + case when asked.started_on between names.valid_from and names.valid_to then 0 else 10 end,
                names.unit_id
            )
        ) as unit_id
    from asked
    inner join stg_unit_name as names on asked.unit_text = names.unit_text
    group by asked.unit_text, asked.started_on

)

select * from final
