-- view
-- What was promised against what the law allows, in working days, in cases accepted within a year of the as-of: each
-- matter once under each pair of both, however many cases it had. Told of units, districts, industries and the city, not
-- of outlets.
-- Grain: one row per (month, measure, item_id, unit_id, district_id, industry_id); month is the as-of's.
-- Reads: dim_date, fct_ticket, meta_source.

with today as (

    select dim_date.date as today, dim_date.month
    from meta_source
    inner join dim_date on cast(meta_source.as_of as date) = dim_date.date
    where meta_source.source = 'tickets'

),

promises as (

    select distinct unit_id, district_id, industry_id, matter, promised_days, statutory_days
    from fct_ticket
    where
        is_valid and matter is not null and promised_days is not null and statutory_days is not null
        and cast(started_at as date) > (select today.today - interval '12 months' from today)

),

final as (

    select
        today.month,
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
    cross join today

)

select
    month, counted.measure, item_id, counted.value, outlet_id, unit_id, district_id, township_id, industry_id
from final
