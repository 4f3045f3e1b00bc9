-- Cases of a selection that stand beside on-time completion, not inside it, and due times not yet certain.
-- Grain: one row.
-- Parameters: start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id.
-- Reads: dim_outlet, ticket_measure.

with selected as (

    select
        no_deadline, excluded, open_floating, withdrawn_before_due, due_provisional,
        started_on between $start and $end as is_begun,
        deadline_on between $start and $end as is_limited
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

)

select
    count(*) filter (where no_deadline and is_begun) as no_deadline,
    count(*) filter (where excluded and is_begun) as excluded,
    count(*) filter (where open_floating) as floating,
    count(*) filter (where withdrawn_before_due and is_limited) as withdrawn,
    count(*) filter (where due_provisional and is_limited) as provisional
from selected
order by no_deadline
