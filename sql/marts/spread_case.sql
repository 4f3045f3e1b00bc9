-- view
-- How many net working days cases took: those closed from their start to the first close; open and withdrawn ones had
-- taken so many when they were last seen.
-- Grain: one row per (month, measure, spread_value, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, place, ticket_mark.

with counted as (

    select
        dim_date.month,
        place_number,
        cast(net_days as integer) as days_taken,
        count(*) filter (where closed) as observed,
        count(*) filter (where not closed) as censored
    from ticket_mark
    inner join dim_date on ticket_mark.started_on = dim_date.date
    where accepted
    group by dim_date.month, place_number, days_taken

),

final as (

    select
        counted.month,
        'case_days' as measure,
        cast(counted.days_taken as double) as spread_value,
        cast(place.outlet_id as varchar) as outlet_id,
        cast(place.unit_id as varchar) as unit_id,
        cast(place.district_id as varchar) as district_id,
        cast(place.township_id as varchar) as township_id,
        cast(place.industry_id as varchar) as industry_id,
        counted.observed,
        counted.censored
    from counted
    inner join place on counted.place_number = place.place_number

)

select * from final
