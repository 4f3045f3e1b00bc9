-- On-time completion by matter under a selection, in its three definitions.
-- Grain: one row per matter.
-- Parameters: start, end, district_id, township_id, industry_id, entity_level.
-- Reads: mart_matter_month.

with summed as (

    select
        matter,
        sum(accepted) as accepted,
        sum(closed) as closed,
        sum(due) as due,
        sum(due_on_time) as due_on_time,
        sum(closed_with_due) as closed_with_due,
        sum(closed_on_time) as closed_on_time,
        sum(due_extended) as due_extended,
        sum(due_extended_on_time) as due_extended_on_time
    from mart_matter_month
    where
        month between $start and $end
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($entity_level is null or entity_level = $entity_level)
    group by matter

)

select
    matter,
    cast(accepted as bigint) as accepted,
    cast(closed as bigint) as closed,
    cast(due as bigint) as due,
    cast(due_on_time as bigint) as due_on_time,
    cast(closed_with_due as bigint) as closed_with_due,
    cast(closed_on_time as bigint) as closed_on_time,
    cast(due_extended as bigint) as due_extended,
    cast(due_extended_on_time as bigint) as due_extended_on_time
from summed
order by due desc, matter
