-- Names of units and outlets that nobody of the ledgers bears on some day, or that several bear.
-- Nominations and the queues of calls are left out: they may name either, or nobody at all.
-- Grain: one row per (kind, name_text, source).
-- Reads: outlet_asked, outlet_meant, ref_city, unit_asked, unit_meant.

with open_names as (

    select 'unit' as kind, asked.unit_text as name_text, asked.source, asked.asked_on, asked.row_count
    from unit_asked as asked
    left join unit_meant as meant on asked.unit_text = meant.unit_text and asked.asked_on = meant.asked_on
    where meant.unit_id is null
    union all
    select 'outlet' as kind, asked.outlet_text as name_text, asked.source, asked.asked_on, asked.row_count
    from outlet_asked as asked
    left join outlet_meant as meant
        on asked.outlet_text = meant.outlet_text and asked.asked_on = meant.asked_on
    where meant.outlet_id is null

)

select
    open_names.kind,
    open_names.name_text,
    translate(replace(open_names.name_text, ref_city.city_name, '市'), '()（） 　', '') as plain_text,
    open_names.source,
    cast(sum(open_names.row_count) as bigint) as rows_named,
    min(open_names.asked_on) as first_day,
    max(open_names.asked_on) as last_day
from open_names
cross join ref_city
where open_names.source not in ('calls', 'nominations')
group by open_names.kind, open_names.name_text, ref_city.city_name, open_names.source
order by rows_named desc, open_names.kind, open_names.name_text, open_names.source
