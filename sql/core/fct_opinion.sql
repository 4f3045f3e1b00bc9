-- What each department says of a candidate. A department's rows of one candidate and letter are one opinion.
-- Grain: one row per (nominee_name, nomination_id, department) as exported.
-- Reads: fct_nomination, stg_opinion.

with nominees as (

    -- one body may be nominated twice; a name alone then tells no nomination
    select nominee_name, min(nomination_id) as nomination_id
    from fct_nomination
    group by nominee_name
    having count(*) = 1

)

select
    opinions.* exclude (nomination_id, nominee_name),
    coalesce(opinions.nomination_id, nominees.nomination_id) as nomination_id,
    coalesce(opinions.nominee_name, nominations.nominee_name) as nominee_name
from stg_opinion as opinions
left join nominees on opinions.nominee_name = nominees.nominee_name
left join fct_nomination as nominations on opinions.nomination_id = nominations.nomination_id
order by nominee_name, opinions.department
