-- stored view
-- What each active rating that belongs to no case adds to which measure at its outlet, on the day it was given.
-- Somebody whose case was closed there that day and has no rating gave it: it counts as one of those, while there are any.
-- Grain: one row per (rating_id, measure).
-- Reads: fct_rating, ticket_measure.

with unattached as (

    select
        rating_id, rating, is_upheld, cast(rated_at as date) as day,
        outlet_id, unit_id, district_id, township_id, industry_id,
        row_number() over (
            partition by cast(rated_at as date), outlet_id, unit_id, district_id, township_id, industry_id
            order by rating_id
        ) as place_in_day
    from fct_rating
    where ticket_id is null and outlet_id <> 'unknown' and is_active

),

unrated as (

    select
        closed_on as day,
        cast(outlet_id as varchar) as outlet_id, cast(unit_id as varchar) as unit_id,
        cast(district_id as varchar) as district_id, cast(township_id as varchar) as township_id,
        cast(industry_id as varchar) as industry_id,
        count(*) as cases
    from ticket_measure
    where closed_unrated and closed_on in (select unattached.day from unattached)
    group by day, outlet_id, unit_id, district_id, township_id, industry_id

),

told as (

    select
        ratings.*,
        unnest([
            { 'measure': 'rated_actively', 'amount': 1, 'counts': true },
            { 'measure': 'rated_positive', 'amount': 1, 'counts': ratings.rating >= 3 },
            {
                'measure': 'rated_negative', 'amount': 1,
                'counts': ratings.rating <= 2 and coalesce(ratings.is_upheld, true)
            },
            { 'measure': 'closed_rated', 'amount': 1, 'counts': ratings.place_in_day <= unrated.cases },
            { 'measure': 'closed_unrated', 'amount': -1, 'counts': ratings.place_in_day <= unrated.cases }
        ]) as told
    from unattached as ratings
    left join unrated using (day, outlet_id, unit_id, district_id, township_id, industry_id)

)

select
    rating_id, outlet_id, unit_id, district_id, township_id, industry_id,
    told.measure,
    day,
    told.amount
from told
where told.counts
