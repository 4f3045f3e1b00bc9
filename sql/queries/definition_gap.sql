-- Which cases make the difference between the due cohort and the closed cohort of a period.
-- Grain: one row per cohort; in_due and in_closed say which of the two definitions counts its cases.
-- Parameters: start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id.
-- Reads: dim_outlet, ticket_measure.

with selected as (

    select
        due,
        deadline_on,
        closed_on,
        closed_on_time,
        open_cases,
        due and due_on between $start and $end as in_due,
        closed_with_due and closed_on between $start and $end as in_closed
    from ticket_measure
    where
        ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )

),

classed as (

    select
        *,
        case
            when in_due and in_closed then 'both'
            when in_due and closed_on is null and open_cases then 'unclosed'
            when in_due and closed_on is null then 'withdrawn'
            when in_due and closed_on < $start then 'closed_before'
            when in_due then 'closed_after'
            when deadline_on < $start then 'due_before'
            when deadline_on > $end or not due then 'due_after'
        end as cohort
    from selected
    where in_due or in_closed

)

select
    cohort,
    count(*) as cases,
    count(*) filter (where closed_on_time) as on_time,
    bool_or(in_due) as in_due,
    bool_or(in_closed) as in_closed
from classed
group by cohort
order by cases desc, cohort
