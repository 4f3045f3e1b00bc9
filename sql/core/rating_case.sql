-- materialize
-- The rating that counts for a case: the newest one a person gave, else the newest default.
-- Grain: one row per ticket_id that any rating is attached to.
-- Reads: rating_match, stg_rating.

with ranked as (

    select
        matches.ticket_id,
        ratings.rating,
        ratings.is_default_rating,
        ratings.rated_at,
        ratings.verified_at,
        ratings.fixed_at,
        ratings.is_upheld,
        row_number() over (
            partition by matches.ticket_id
            order by
                coalesce(ratings.is_default_rating, false), ratings.rated_at desc, ratings.rating_id desc
        ) as preference
    from rating_match as matches
    inner join stg_rating as ratings on matches.rating_id = ratings.rating_id
    where matches.ticket_id is not null

),

final as (

    select * exclude (preference) from ranked where preference = 1

)

select * from final
