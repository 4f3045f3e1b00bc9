-- materialize
-- The days that ratings exports cover: from the first to the last rating of each.
-- Grain: one row per day.
-- Reads: lake_ratings, ref_date.

with spans as (

    select min(cast(rated_at as date)) as first_day, max(cast(rated_at as date)) as last_day
    from lake_ratings
    group by batch_id

)

select distinct ref_date.date as day
from ref_date
inner join spans on ref_date.date between spans.first_day and spans.last_day
