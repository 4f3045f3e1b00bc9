-- The matters behind the share taken over, with the newest case that shows it; a matter no outlet took over stands in the
-- city's list only.
-- Grain: one row per matter of the measure; the sum of amount is the number. A stock: the period does not matter.
-- Parameters: measure, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_outlet, fct_ticket, mart_item_month, mart_load, meta_source, ticket_measure.

with listed as (

    select *
    from mart_item_month
    where
        measure in ('matters_listed', 'matters_taken')
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )

),

counted as (

    select
        item_id as matter,
        max(value) filter (where measure = $measure) as amount,
        count(distinct outlet_id) as outlets_listed,
        count(distinct outlet_id) filter (where measure = 'matters_taken' and value = 1) as outlets_taken
    from listed
    group by item_id

),

shown as (

    select
        tickets.*,
        listed.item_id,
        count(*) over (partition by listed.item_id) as cases,
        row_number() over (
            partition by listed.item_id order by tickets.started_at desc, tickets.ticket_id desc
        ) as place
    from listed
    inner join ticket_measure as marks
        on listed.outlet_id = marks.outlet_id and listed.item_id = cast(marks.matter as varchar)
    inner join fct_ticket as tickets on marks.ticket_id = tickets.ticket_id
    inner join meta_source on meta_source.source = 'tickets'
    where
        listed.measure = 'matters_taken'
        and marks.accepted
        and marks.started_on > cast(meta_source.as_of as date) - interval '12 months'

)

select
    counted.matter, counted.outlets_listed, counted.outlets_taken, coalesce(shown.cases, 0) as cases,
    shown.ticket_id, shown.started_at, outlets.outlet_name, counted.amount,
    coalesce(loads.file_name, 'matters.csv') as file_name,
    shown.sheet_name, shown.row_number, shown.line_number, shown.batch_id
from counted
left join shown on counted.matter = shown.item_id and shown.place = 1
left join dim_outlet as outlets on shown.outlet_id = outlets.outlet_id
left join mart_load as loads on shown.batch_id = loads.batch_id
where counted.amount <> 0
order by counted.outlets_taken, counted.matter
limit $max_rows
