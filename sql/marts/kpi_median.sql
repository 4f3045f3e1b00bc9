-- view
-- KPIs of kind median by month and scope: the least value that the asked share (quantile) of all does not exceed, as
-- Kaplan and Meier reckon it: who is still under way counts as long as it was watched. Without any such it is the
-- nearest rank. No numerator; the denominator is how many stand behind it; null where too few have come that far.
-- Grain: one row per (kpi_id, month, scope, scope_id).
-- Reads: dim_kpi, mart_spread_month.

with scoped as (

    select
        measure, month, spread_value, observed, observed + censored as watched,
        unnest([
            { 'scope': 'city', 'scope_id': 'city' },
            { 'scope': 'district', 'scope_id': district_id },
            { 'scope': 'township', 'scope_id': township_id },
            { 'scope': 'industry', 'scope_id': industry_id },
            { 'scope': 'unit', 'scope_id': unit_id },
            { 'scope': 'outlet', 'scope_id': outlet_id }
        ]) as place
    from mart_spread_month

),

counted as (

    select
        measure, month, place.scope, place.scope_id, spread_value,
        cast(sum(observed) as double) as observed,
        cast(sum(watched) as double) as watched
    from scoped
    group by measure, month, place.scope, place.scope_id, spread_value

),

at_risk as (

    select
        *,
        sum(watched) over (partition by measure, month, scope, scope_id order by spread_value desc) as still_watched
    from counted

),

survived as (

    select
        *,
        min(still_watched - observed) over passed as least_left,
        -- a factor of 0 ends the product: least_left says so
        exp(sum(ln(nullif(1.0 - observed / still_watched, 0))) over passed) as share_left
    from at_risk
    window passed as (partition by measure, month, scope, scope_id order by spread_value)

)

select
    kpis.kpi_id, survived.month, survived.scope, survived.scope_id,
    cast(null as double) as numerator,
    sum(survived.watched) as denominator,
    -- exp and ln leave crumbs
    min(survived.spread_value) filter (
        where survived.least_left = 0 or coalesce(survived.share_left, 1) <= 1 - kpis.quantile + 1e-9
    ) as value
from survived
inner join dim_kpi as kpis on survived.measure = kpis.numerator_measure
where kpis.kind = 'median' and kpis.is_collected and list_contains(kpis.scopes, survived.scope)
group by kpis.kpi_id, survived.month, survived.scope, survived.scope_id
