-- view
-- Dispatches whose unit's limit has passed, and those answered by it, in the month of the limit; co-handlers apart.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, fct_dispatch.

select
    dim_date.month,
    unnest([
        case when dispatches.is_lead then 'dispatches_lead_due' else 'dispatches_joint_due' end,
        case when dispatches.is_lead then 'dispatches_lead_on_time' else 'dispatches_joint_on_time' end
    ]) as measure,
    unnest([cast(count(*) as double), cast(count(*) filter (where dispatches.is_unit_on_time) as double)]) as value,
    dispatches.outlet_id, dispatches.unit_id, dispatches.district_id, dispatches.township_id, dispatches.industry_id
from fct_dispatch as dispatches
inner join dim_date on cast(dispatches.unit_due_at as date) = dim_date.date
where dispatches.is_unit_due
group by
    dim_date.month, dispatches.is_lead, dispatches.outlet_id, dispatches.unit_id, dispatches.district_id,
    dispatches.township_id, dispatches.industry_id
