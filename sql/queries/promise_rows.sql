-- The matters behind the promise compression, each pair of promised and legal days once, with the newest case that shows it.
-- Grain: one row per item of the measure; the sum of amount is the number. A stock: the period does not matter.
-- Parameters: measure, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_outlet, dim_unit, fct_ticket, mart_item_month, mart_load, meta_source.

with counted as (

    select item_id, max(value) as amount
    from mart_item_month
    where
        measure = $measure
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
    group by item_id

),

-- the same cases as in measure_promise, under the same names
cases as (

    select
        tickets.*,
        cast(tickets.matter as varchar) || '|' || tickets.promised_days || '|' || tickets.statutory_days as item_id
    from fct_ticket as tickets
    inner join meta_source on meta_source.source = 'tickets'
    where
        tickets.is_valid
        and cast(tickets.started_at as date) > cast(meta_source.as_of as date) - interval '12 months'
        and ($district_id is null or tickets.district_id = $district_id)
        and ($industry_id is null or tickets.industry_id = $industry_id)
        and ($unit_id is null or tickets.unit_id = $unit_id)

),

shown as (

    select
        *,
        count(*) over (partition by item_id) as cases,
        row_number() over (partition by item_id order by started_at desc, ticket_id desc) as place
    from cases
    where item_id is not null

)

select
    cast(shown.matter as varchar) as matter,
    shown.promised_days, shown.statutory_days, shown.cases, shown.ticket_id,
    shown.started_at, units.unit_name, districts.district_name,
    counted.amount,
    loads.file_name, shown.sheet_name, shown.row_number, shown.line_number, shown.batch_id
from counted
left join shown on counted.item_id = shown.item_id and shown.place = 1
left join dim_unit as units on shown.unit_id = units.unit_id
left join dim_district as districts on shown.district_id = districts.district_id
left join mart_load as loads on shown.batch_id = loads.batch_id
where counted.amount <> 0
order by counted.amount desc, counted.item_id
limit $max_rows
