-- KPIs of a selection at one level: measures summed there, then divided. Stocks stand as they are, whatever the period.
-- KPIs of kind median are answered by kpi_median_by_level, those made of other KPIs from kpi_parts.
-- Grain: one row per (kpi_id, scope_id).
-- Parameters: kpi_ids, level, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id.
-- Reads: dim_kpi, dim_outlet, dim_scope, mart_item_month, mart_measure_month.

with kpis as (

    select * from dim_kpi where list_contains($kpi_ids, kpi_id) and kind <> 'median'

),

wanted as (

    select distinct
        unnest([numerator_measure, denominator_measure]) as measure,
        kind = 'snapshot' as is_stock,
        case when kind in ('latest', 'passing') then kind end as rule
    from kpis

),

measures as (

    select *, cast(null as varchar) as item_id, cast(null as varchar) as only_scope from mart_measure_month
    union all by name
    select * from mart_item_month

),

-- decimals, as in mart_kpi_month
selected as (

    select measures.* replace (cast(measures.value as decimal(20, 9)) as value), wanted.rule
    from measures
    inner join wanted on measures.measure = wanted.measure
    where
        (wanted.is_stock or measures.month between $start and $end)
        and ($district_id is null or measures.district_id = $district_id)
        and ($township_id is null or measures.township_id = $township_id)
        and ($industry_id is null or measures.industry_id = $industry_id)
        and ($unit_id is null or measures.unit_id = $unit_id)
        and ($outlet_id is null or measures.outlet_id = $outlet_id)
        and (
            $entity_level is null
            or measures.outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
        -- what is told of one level only: that level's members, or else the very place that is chosen
        and (
            measures.only_scope is null
            or measures.only_scope = case
                when $level not in ('city', 'month') then $level
                when $outlet_id is not null then 'outlet'
                when $unit_id is not null then 'unit'
                when $township_id is not null then 'township'
                when $industry_id is not null then 'industry'
                when $district_id is not null then 'district'
                else 'city'
            end
        )

),

-- an item counts once at a level and over the period: with its greatest value, of kind latest with its newest month's,
-- of kind passing where its sum is not below nought; whatever adds is summed
counted as (

    select
        measure,
        case $level
            when 'district' then district_id
            when 'township' then township_id
            when 'industry' then industry_id
            when 'unit' then unit_id
            when 'outlet' then outlet_id
            when 'month' then cast(month as varchar)
            else 'city'
        end as scope_id,
        case
            when item_id is null then sum(value)
            when rule = 'latest' then arg_max(value, month)
            when rule = 'passing' then cast(sum(value) >= -1e-6 as integer)
            else max(value)
        end as value
    from selected
    group by measure, item_id, rule, scope_id

),

summed as (

    select measure, scope_id, cast(sum(value) as double) as value
    from counted
    group by measure, scope_id

),

parts as (

    select kpis.kpi_id, summed.scope_id, summed.value as numerator, null as denominator
    from summed
    inner join kpis on summed.measure = kpis.numerator_measure
    union all
    select kpis.kpi_id, summed.scope_id, null as numerator, summed.value as denominator
    from summed
    inner join kpis on summed.measure = kpis.denominator_measure

),

paired as (

    select
        parts.kpi_id,
        parts.scope_id,
        coalesce(sum(parts.numerator), 0) as numerator,
        case when any_value(kpis.denominator_measure) is not null then coalesce(sum(parts.denominator), 0) end
            as denominator,
        any_value(kpis.scale) as scale
    from parts
    inner join kpis on parts.kpi_id = kpis.kpi_id
    where kpis.is_collected and ($level in ('city', 'month') or list_contains(kpis.scopes, $level))
    group by parts.kpi_id, parts.scope_id

)

select
    paired.kpi_id,
    paired.scope_id,
    scopes.scope_name as name,
    paired.numerator,
    paired.denominator,
    paired.scale * paired.numerator
    / case when paired.denominator is null then 1 else nullif(paired.denominator, 0) end as value
from paired
left join dim_scope as scopes on scopes.scope = $level and paired.scope_id = scopes.scope_id
order by paired.kpi_id, paired.scope_id
