-- The outlets, or facility rules at outlets, behind a number of what counts once over a period.
-- Grain: one row per item of the measure that counts; the sum of amount is the number.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_item, dim_kpi, dim_outlet, dim_unit, fct_inspection, mart_measure_month.

with rules as (

    select max(kind) as rule
    from dim_kpi
    where numerator_measure = $measure and kind in ('latest', 'passing')

),

counted as (

    select
        measures.outlet_id,
        nullif(substring(measures.item_id, length(measures.outlet_id) + 2), '') as item_code,
        case
            when rules.rule = 'latest' then arg_max(measures.value, measures.month)
            when rules.rule = 'passing' then cast(sum(measures.value) >= -1e-6 as double)
            else max(measures.value)
        end as amount
    from mart_measure_month as measures
    cross join rules
    where
        measures.measure = $measure
        and measures.month between $start and $end
        and ($district_id is null or measures.district_id = $district_id)
        and ($township_id is null or measures.township_id = $township_id)
        and ($industry_id is null or measures.industry_id = $industry_id)
        and ($unit_id is null or measures.unit_id = $unit_id)
        and ($outlet_id is null or measures.outlet_id = $outlet_id)
        and (
            $entity_level is null
            or measures.outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
    group by measures.item_id, measures.outlet_id, rules.rule

),

visited as (

    select
        outlet_id,
        count(*) as inspections,
        count(*) filter (where kind = 'announced') as announced,
        count(*) filter (where kind = 'unannounced') as unannounced,
        avg(score) as mean_score,
        count(*) filter (where not has_all_must_haves) as lacking_a_must,
        max(inspected_at) as last_inspected_at
    from fct_inspection
    where is_window and cast(inspected_at as date) between $start and $end
    group by outlet_id

)

select
    counted.outlet_id, outlets.outlet_name, outlets.unit_id, units.unit_name, districts.district_name,
    counted.item_code, items.item_name, items.item_name_en,
    coalesce(visited.inspections, 0) as inspections,
    coalesce(visited.announced, 0) as announced,
    coalesce(visited.unannounced, 0) as unannounced,
    visited.mean_score, visited.lacking_a_must, visited.last_inspected_at,
    counted.amount
from counted
left join visited on counted.outlet_id = visited.outlet_id
left join dim_item as items on counted.item_code = items.item_code
left join dim_outlet as outlets on counted.outlet_id = outlets.outlet_id
left join dim_unit as units on outlets.unit_id = units.unit_id
left join dim_district as districts on outlets.district_id = districts.district_id
where counted.amount <> 0
order by visited.mean_score, counted.outlet_id, counted.item_code
limit $max_rows
