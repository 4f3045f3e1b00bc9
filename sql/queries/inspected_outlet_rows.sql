-- The outlets, or facility rules at outlets, behind a number of what counts once over a period. The line is that of the
-- newest visit that counts; of outlets to inspect, that of the ledger.
-- Grain: one row per item of the measure that counts; the sum of amount is the number.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_item, dim_kpi, dim_outlet, dim_unit, fct_inspection, fct_inspection_item, mart_item_month, mart_load.

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
    from mart_item_month as measures
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

visits as (

    select * from fct_inspection
    where is_window and cast(inspected_at as date) between $start and $end

),

visited as (

    select
        outlet_id,
        count(*) as inspections,
        count(*) filter (where kind = 'announced') as announced,
        count(*) filter (where kind = 'unannounced') as unannounced,
        avg(score) as mean_score,
        count(*) filter (where score is not null and not has_all_must_haves) as lacking_a_must,
        max(inspected_at) as last_inspected_at
    from visits
    group by outlet_id

),

lines as (

    select
        items.*,
        row_number() over (
            partition by items.outlet_id, case when $measure like 'facility_%' then items.item_code end
            order by
                items.inspected_at desc, items.inspection_id desc, items.batch_id, items.sheet_name, items.row_number
        ) as place
    from fct_inspection_item as items
    inner join visits on items.inspection_id = visits.inspection_id
    where
        ($measure <> 'outlets_announced' or visits.kind = 'announced')
        and ($measure <> 'outlets_unannounced' or visits.kind = 'unannounced')
        and ($measure not in ('outlets_scored', 'outlets_standard') or visits.score is not null)
        and ($measure not like 'facility_%' or (items.item_group = 'facility' and items.result in ('pass', 'fail')))

),

placed as (

    select
        counted.*,
        outlets.outlet_name, outlets.unit_id, outlets.district_id,
        case when $measure = 'outlets_to_inspect' then outlets.batch_id else lines.batch_id end as batch_id,
        case when $measure = 'outlets_to_inspect' then outlets.sheet_name else lines.sheet_name end as sheet_name,
        case when $measure = 'outlets_to_inspect' then outlets.row_number else lines.row_number end as row_number,
        case when $measure = 'outlets_to_inspect' then outlets.line_number else lines.line_number end as line_number
    from counted
    left join dim_outlet as outlets on counted.outlet_id = outlets.outlet_id
    left join lines
        on
            counted.outlet_id = lines.outlet_id and lines.place = 1
            and (counted.item_code is null or counted.item_code = lines.item_code)
    where counted.amount <> 0

)

select
    placed.outlet_id, placed.outlet_name, placed.unit_id, units.unit_name, districts.district_name,
    placed.item_code, items.item_name, items.item_name_en,
    coalesce(visited.inspections, 0) as inspections,
    coalesce(visited.announced, 0) as announced,
    coalesce(visited.unannounced, 0) as unannounced,
    visited.mean_score, visited.lacking_a_must, visited.last_inspected_at,
    placed.amount,
    loads.file_name, placed.sheet_name, placed.row_number, placed.line_number, placed.batch_id
from placed
left join visited on placed.outlet_id = visited.outlet_id
left join dim_item as items on placed.item_code = items.item_code
left join dim_unit as units on placed.unit_id = units.unit_id
left join dim_district as districts on placed.district_id = districts.district_id
left join mart_load as loads on placed.batch_id = loads.batch_id
order by visited.mean_score nulls last, placed.outlet_id, placed.item_code
limit $max_rows
