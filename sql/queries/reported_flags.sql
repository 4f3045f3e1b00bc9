-- The source's own on-time flag beside the computed one, over the cases due in a period.
-- Grain: one row per (reported_on_time, is_on_time); reported_on_time is null for cases without a flag.
-- Parameters: start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id.
-- Reads: dim_outlet, ticket_measure.

select
    -- a flag that agrees says what was computed
    case when flag_comparable then due_on_time = flag_agrees end as reported_on_time,
    due_on_time as is_on_time,
    count(*) as tickets
from ticket_measure
where
    due
    and due_on between $start and $end
    and ($district_id is null or district_id = $district_id)
    and ($township_id is null or township_id = $township_id)
    and ($industry_id is null or industry_id = $industry_id)
    and ($unit_id is null or unit_id = $unit_id)
    and ($outlet_id is null or outlet_id = $outlet_id)
    and (
        $entity_level is null
        or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
    )
group by reported_on_time, is_on_time
order by reported_on_time, is_on_time
