-- view
-- Tickets with their rating: that of the ratings export attached to them; else their own columns, unless the exports
-- cover the day of their close, and lack them.
-- Grain: one row per ticket_id.
-- Reads: rating_case, rating_day, ticket_place.

with told as (

    select
        tickets.*,
        ratings.ticket_id is not null or days.day is not null as is_exported,
        ratings.rating as exported_rating,
        ratings.is_default_rating as exported_is_default,
        ratings.rated_at,
        ratings.verified_at,
        ratings.fixed_at,
        ratings.is_upheld
    from ticket_place as tickets
    left join rating_case as ratings on tickets.ticket_id = ratings.ticket_id
    left join rating_day as days on cast(tickets.first_closed_at as date) = days.day

)

select
    * exclude (
        is_exported, exported_rating, exported_is_default, verified_at, fixed_at, is_upheld,
        rating, is_default_rating, bad_rating_verified_at, bad_rating_fixed_at, is_bad_rating_upheld
    ),
    case when is_exported then exported_rating else rating end as rating,
    case when is_exported then exported_is_default else is_default_rating end as is_default_rating,
    case when is_exported then verified_at else bad_rating_verified_at end as bad_rating_verified_at,
    case when is_exported then fixed_at else bad_rating_fixed_at end as bad_rating_fixed_at,
    case when is_exported then is_upheld else is_bad_rating_upheld end as is_bad_rating_upheld
from told
