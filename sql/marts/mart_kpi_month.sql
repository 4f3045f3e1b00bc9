-- Every KPI by month and scope: sums of its measures at that level, divided only there; medians as kpi_median has them.
-- Grain: one row per (kpi_id, month, scope, scope_id).
-- Reads: dim_kpi, dim_kpi_weight, kpi_median, mart_item_month, mart_measure_month.

with measures as (

    select *, cast(null as varchar) as item_id, cast(null as varchar) as only_scope from mart_measure_month
    union all by name
    select * from mart_item_month

),

-- decimals: of floating numbers the last bit of a sum depends on which of them are added first
scoped as (

    select
        month,
        measure,
        item_id,
        only_scope,
        cast(value as decimal(20, 9)) as value,
        measure in (select numerator_measure from dim_kpi where kind = 'passing') as is_lead,
        unnest([
            { 'scope': 'city', 'scope_id': 'city' },
            { 'scope': 'district', 'scope_id': district_id },
            { 'scope': 'township', 'scope_id': township_id },
            { 'scope': 'industry', 'scope_id': industry_id },
            { 'scope': 'unit', 'scope_id': unit_id },
            { 'scope': 'outlet', 'scope_id': outlet_id }
        ]) as place
    from measures

),

placed as (

    select month, measure, item_id, is_lead, place.scope, place.scope_id, value
    from scoped
    where only_scope is null or only_scope = place.scope

),

-- an item counts once at a level (of kind passing where its sum is not below nought)
counted as (

    select
        month, measure, item_id, scope, scope_id,
        case when is_lead then cast(sum(value) >= -1e-6 as integer) else max(value) end as value
    from placed
    where item_id is not null
    group by month, measure, item_id, is_lead, scope, scope_id

),

-- whatever adds is summed
summed as (

    select month, measure, scope, scope_id, cast(sum(value) as double) as value
    from placed
    where item_id is null
    group by month, measure, scope, scope_id
    union all
    select month, measure, scope, scope_id, cast(sum(value) as double) as value
    from counted
    group by month, measure, scope, scope_id

),

parts as (

    select kpi_id, month, scope, scope_id, value as numerator, cast(null as double) as denominator
    from summed
    inner join dim_kpi on measure = numerator_measure and list_contains(scopes, scope)
    where is_collected and kind <> 'median'
    union all
    select kpi_id, month, scope, scope_id, cast(null as double) as numerator, value as denominator
    from summed
    inner join dim_kpi on measure = denominator_measure and list_contains(scopes, scope)
    where is_collected and kind <> 'median'

),

paired as (

    select
        parts.kpi_id,
        parts.month,
        parts.scope,
        parts.scope_id,
        coalesce(sum(parts.numerator), 0) as numerator,
        case
            when any_value(dim_kpi.denominator_measure) is not null then coalesce(sum(parts.denominator), 0)
        end
            as denominator,
        any_value(dim_kpi.scale) as scale
    from parts
    inner join dim_kpi on parts.kpi_id = dim_kpi.kpi_id
    group by parts.kpi_id, parts.month, parts.scope, parts.scope_id

),

valued as (

    select
        kpi_id, month, scope, scope_id, numerator, denominator,
        case
            when denominator is null then numerator * scale else scale * numerator / nullif(denominator, 0)
        end as value
    from paired

),

-- only these, lest every value be paired with every other before the KPIs are looked at
subtracted as (

    select *
    from valued
    where
        kpi_id in (select dim_kpi.minuend from dim_kpi)
        or kpi_id in (select dim_kpi.subtrahend from dim_kpi)

),

gaps as (

    select
        dim_kpi.kpi_id, minuend.month, minuend.scope, minuend.scope_id,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        minuend.value - subtrahend.value as value
    from dim_kpi
    inner join subtracted as minuend on dim_kpi.minuend = minuend.kpi_id
    inner join subtracted as subtrahend
        on
            dim_kpi.subtrahend = subtrahend.kpi_id
            and minuend.month = subtrahend.month
            and minuend.scope = subtrahend.scope
            and minuend.scope_id = subtrahend.scope_id
    where dim_kpi.is_collected and list_contains(dim_kpi.scopes, minuend.scope)

),

-- by the weights in force on the first day of the month; none where a part has no value
composites as (

    select
        weights.kpi_id, parts.month, parts.scope, parts.scope_id,
        cast(null as double) as numerator,
        min(parts.denominator) as denominator,
        case
            when abs(sum(weights.weight) filter (where parts.value is not null) - 1) < 1e-6
                then any_value(dim_kpi.scale) * sum(weights.weight * parts.value order by weights.part_id)
        end as value
    from dim_kpi_weight as weights
    inner join dim_kpi on weights.kpi_id = dim_kpi.kpi_id
    inner join valued as parts
        on weights.part_id = parts.kpi_id and parts.month between weights.valid_from and weights.valid_to
    where dim_kpi.is_collected and list_contains(dim_kpi.scopes, parts.scope)
    group by weights.kpi_id, parts.month, parts.scope, parts.scope_id

),

final as (

    select * from valued
    union all
    select * from gaps
    union all
    select * from composites
    union all
    select kpi_id, month, scope, scope_id, numerator, denominator, value from kpi_median

)

select * from final
order by kpi_id, month, scope, scope_id
