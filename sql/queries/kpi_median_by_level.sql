-- KPIs of kind median of a selection at one level, as kpi_median reckons them, over all months of the period at once.
-- Grain: one row per (kpi_id, scope_id).
-- Parameters: kpi_ids, level, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id.
-- Reads: dim_kpi, dim_outlet, dim_scope, mart_spread_month.

with counted as (

    select
        kpis.kpi_id, kpis.quantile, spreads.spread_value,
        case $level
            when 'district' then spreads.district_id
            when 'township' then spreads.township_id
            when 'industry' then spreads.industry_id
            when 'unit' then spreads.unit_id
            when 'outlet' then spreads.outlet_id
            when 'month' then cast(spreads.month as varchar)
            else 'city'
        end as scope_id,
        sum(spreads.observed) as observed,
        sum(spreads.observed + spreads.censored) as watched
    from mart_spread_month as spreads
    inner join dim_kpi as kpis on spreads.measure = kpis.numerator_measure
    where
        kpis.kind = 'median' and kpis.is_collected and list_contains($kpi_ids, kpis.kpi_id)
        and ($level in ('city', 'month') or list_contains(kpis.scopes, $level))
        and spreads.month between $start and $end
        and ($district_id is null or spreads.district_id = $district_id)
        and ($township_id is null or spreads.township_id = $township_id)
        and ($industry_id is null or spreads.industry_id = $industry_id)
        and ($unit_id is null or spreads.unit_id = $unit_id)
        and ($outlet_id is null or spreads.outlet_id = $outlet_id)
        and (
            $entity_level is null
            or spreads.outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
    group by kpis.kpi_id, kpis.quantile, scope_id, spreads.spread_value

),

at_risk as (

    select *, sum(watched) over (partition by kpi_id, scope_id order by spread_value desc) as still_watched
    from counted

),

survived as (

    select
        *,
        min(still_watched - observed) over passed as least_left,
        exp(sum(ln(nullif(1.0 - observed / still_watched, 0))) over passed) as share_left
    from at_risk
    window passed as (partition by kpi_id, scope_id order by spread_value)

),

answered as (

    select
        kpi_id, scope_id, sum(watched) as denominator,
        min(spread_value) filter (where least_left = 0 or coalesce(share_left, 1) <= 1 - quantile + 1e-9) as value
    from survived
    group by kpi_id, scope_id

)

select
    answered.kpi_id,
    answered.scope_id,
    scopes.scope_name as name,
    cast(null as double) as numerator,
    cast(answered.denominator as double) as denominator,
    answered.value
from answered
left join dim_scope as scopes on scopes.scope = $level and answered.scope_id = scopes.scope_id
order by answered.kpi_id, answered.scope_id
