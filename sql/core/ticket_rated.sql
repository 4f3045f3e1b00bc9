-- view
-- Tickets with their rating: that of the ratings export where there is one, else the ticket's own columns.
-- Grain: one row per ticket_id.
-- Reads: lake_batch, rating_case, ticket_place.

with given as (

    select count(*) > 0 as has_ratings from lake_batch where source = 'ratings'

)

select
    tickets.* exclude (
        rating, is_default_rating, bad_rating_verified_at, bad_rating_fixed_at, is_bad_rating_upheld
    ),
    case when given.has_ratings then ratings.rating else tickets.rating end as rating,
    case when given.has_ratings then ratings.is_default_rating else tickets.is_default_rating end
        as is_default_rating,
    case when given.has_ratings then ratings.rated_at end as rated_at,
    case when given.has_ratings then ratings.verified_at else tickets.bad_rating_verified_at end
        as bad_rating_verified_at,
    case when given.has_ratings then ratings.fixed_at else tickets.bad_rating_fixed_at end
        as bad_rating_fixed_at,
    case when given.has_ratings then ratings.is_upheld else tickets.is_bad_rating_upheld end
        as is_bad_rating_upheld
from ticket_place as tickets
cross join given
left join rating_case as ratings on tickets.ticket_id = ratings.ticket_id
