-- Whether the departments asked about a candidate have all answered, and whether any objects.
-- Grain: one row per nomination_id.
-- Reads: fct_nomination, fct_opinion.

with counted as (

    select
        nominations.nomination_id,
        count(distinct opinions.department) as departments_asked,
        count(distinct opinions.department) filter (where opinions.conclusion <> 'pending')
            as departments_answered,
        count(distinct opinions.department) filter (where opinions.conclusion = 'object') as objections
    from fct_nomination as nominations
    -- an opinion without a number speaks of every nomination of that name
    left join fct_opinion as opinions
        on
            nominations.nomination_id = opinions.nomination_id
            or (opinions.nomination_id is null and nominations.nominee_name = opinions.nominee_name)
    group by nominations.nomination_id

)

select
    nominations.nomination_id,
    nominations.award,
    nominations.nominee_name,
    nominations.outlet_id,
    nominations.unit_id,
    counted.departments_asked,
    counted.departments_answered,
    counted.objections,
    counted.departments_asked > 0 and counted.departments_answered = counted.departments_asked as is_complete,
    counted.departments_asked > 0
    and counted.departments_answered = counted.departments_asked
    and counted.objections = 0 as is_clear
from fct_nomination as nominations
inner join counted on nominations.nomination_id = counted.nomination_id
order by nominations.nomination_id
