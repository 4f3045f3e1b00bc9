-- What each department asked says of a nomination; an opinion without a number speaks of every one of that name.
-- Grain: one row per nomination and line of an export of opinions.
-- Reads: fct_nomination, fct_opinion, mart_load.

select
    nominations.nomination_id, nominations.outlet_id,
    opinions.department, opinions.letter_no, opinions.conclusion, opinions.answered_on, opinions.note,
    loads.file_name, opinions.line_number
from fct_nomination as nominations
inner join fct_opinion as opinions
    on
        nominations.nomination_id = opinions.nomination_id
        or (opinions.nomination_id is null and nominations.nominee_name = opinions.nominee_name)
left join mart_load as loads on opinions.batch_id = loads.batch_id
where nominations.nominee_kind = 'outlet'
order by nominations.nomination_id, opinions.department, opinions.answered_on
