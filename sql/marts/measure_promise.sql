-- view
-- What was promised against what the law allows, in working days: each matter once under each pair of both, however many
-- cases it had. Told of units, districts, industries and the city, not of outlets.
-- Grain: one row per (month, measure, item_id, unit_id, district_id, industry_id).
-- Reads: fct_ticket, ref_city.

with city as (

    select cast(period_start_day - 1 as integer) as days_later from ref_city

),

promises as (

    select
        date_trunc('month', cast(started_at as date) - (select city.days_later from city)) as month,
        unit_id, district_id, industry_id, matter, promised_days, statutory_days
    from fct_ticket
    where is_valid and matter is not null and promised_days is not null and statutory_days is not null
    group by month, unit_id, district_id, industry_id, matter, promised_days, statutory_days

),

final as (

    select
        cast(promises.month as date) + city.days_later as month,
        cast(promises.matter as varchar) || '|' || promises.promised_days || '|' || promises.statutory_days as item_id,
        'unknown' as outlet_id,
        cast(promises.unit_id as varchar) as unit_id,
        cast(promises.district_id as varchar) as district_id,
        'unknown' as township_id,
        cast(promises.industry_id as varchar) as industry_id,
        unnest([
            {
                'measure': 'limit_days_saved',
                'value': cast(greatest(promises.statutory_days - promises.promised_days, 0) as double)
            },
            { 'measure': 'limit_days', 'value': cast(promises.statutory_days as double) }
        ]) as counted
    from promises
    cross join city

)

select
    month, counted.measure, item_id, counted.value, outlet_id, unit_id, district_id, township_id, industry_id
from final
