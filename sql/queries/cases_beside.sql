-- Cases of a selection that stand beside on-time completion, not inside it, and due times not yet certain.
-- Grain: one row.
-- Parameters: start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id.
-- Reads: dim_outlet, fct_ticket.

with selected as (

    select *
    from fct_ticket
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
    count(*) filter (
        where is_valid and due_at is null and cast(started_at as date) between $start and $end
    ) as no_deadline,
    count(*) filter (where not is_valid and cast(started_at as date) between $start and $end) as excluded,
    count(*) filter (where is_valid and is_floating and is_open) as floating,
    count(*) filter (
        where
        is_valid and withdrawn_at <= due_at and not is_due and first_closed_at is null
        and cast(due_at as date) between $start and $end
    ) as withdrawn,
    count(*) filter (where is_provisional and is_valid and cast(due_at as date) between $start and $end)
        as provisional
from selected
order by no_deadline
