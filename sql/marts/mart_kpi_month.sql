-- Every KPI by month and scope: sums of its measures at that level, divided only there.
-- Grain: one row per (kpi_id, month, scope, scope_id).
-- Reads: dim_kpi, mart_measure_month.

with scoped as (

    select
        month,
        measure,
        value,
        unnest([
            { 'scope': 'city', 'scope_id': 'city' },
            { 'scope': 'district', 'scope_id': district_id },
            { 'scope': 'township', 'scope_id': township_id },
            { 'scope': 'industry', 'scope_id': industry_id },
            { 'scope': 'unit', 'scope_id': unit_id },
            { 'scope': 'outlet', 'scope_id': outlet_id }
        ]) as place
    from mart_measure_month

),

summed as (

    select
        month,
        measure,
        place.scope,
        place.scope_id,
        sum(value) as value
    from scoped
    group by month, measure, place.scope, place.scope_id

),

parts as (

    select kpi_id, month, scope, scope_id, value as numerator, cast(null as double) as denominator
    from summed
    inner join dim_kpi on measure = numerator_measure and list_contains(scopes, scope)
    where is_collected
    union all
    select kpi_id, month, scope, scope_id, cast(null as double) as numerator, value as denominator
    from summed
    inner join dim_kpi on measure = denominator_measure and list_contains(scopes, scope)
    where is_collected

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

gaps as (

    select
        dim_kpi.kpi_id, minuend.month, minuend.scope, minuend.scope_id,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        minuend.value - subtrahend.value as value
    from dim_kpi
    inner join valued as minuend on dim_kpi.minuend = minuend.kpi_id
    inner join valued as subtrahend
        on
            dim_kpi.subtrahend = subtrahend.kpi_id
            and minuend.month = subtrahend.month
            and minuend.scope = subtrahend.scope
            and minuend.scope_id = subtrahend.scope_id
    where dim_kpi.is_collected and list_contains(dim_kpi.scopes, minuend.scope)

),

final as (

    select * from valued
    union all
    select * from gaps

)

select * from final
order by kpi_id, month, scope, scope_id
