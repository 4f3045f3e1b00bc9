-- Nominations of outlets, and how many of the departments asked have answered.
-- Grain: one row per nomination_id.
-- Reads: fct_nomination, mart_load, mart_nomination_opinion.

select
    nominations.nomination_id, nominations.outlet_id, nominations.award, nominations.nominee_name,
    nominations.recommender, nominations.category, nominations.opinion, nominations.nominated_on,
    opinions.departments_asked, opinions.departments_answered, opinions.objections,
    loads.file_name, nominations.line_number
from fct_nomination as nominations
inner join mart_nomination_opinion as opinions on nominations.nomination_id = opinions.nomination_id
left join mart_load as loads on nominations.batch_id = loads.batch_id
where nominations.nominee_kind = 'outlet'
order by nominations.outlet_id, nominations.nominated_on, nominations.nomination_id
