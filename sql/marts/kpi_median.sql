-- view
-- KPIs of kind median by month and scope: the least value that the asked share (quantile) of all does not exceed, as
-- Kaplan and Meier reckon it: who is still under way counts as long as it was watched. Without any such it is the
-- nearest rank. No numerator; the denominator is how many stand behind it; null where too few have come that far.
-- Grain: one row per (kpi_id, month, scope, scope_id).
-- Reads: dim_kpi, mart_spread_month.

with scoped as (

    select
        kpis.kpi_id, kpis.quantile, kpis.scopes,
        spreads.month, spreads.spread_value, spreads.observed, spreads.censored,
        unnest([
            { 'scope': 'city', 'scope_id': 'city' },
            { 'scope': 'district', 'scope_id': spreads.district_id },
            { 'scope': 'township', 'scope_id': spreads.township_id },
            { 'scope': 'industry', 'scope_id': spreads.industry_id },
            { 'scope': 'unit', 'scope_id': spreads.unit_id },
            { 'scope': 'outlet', 'scope_id': spreads.outlet_id }
        ]) as place
    from mart_spread_month as spreads
    inner join dim_kpi as kpis on spreads.measure = kpis.numerator_measure
    where kpis.kind = 'median' and kpis.is_collected

),

counted as (

    select
        kpi_id, month, place.scope, place.scope_id, quantile, spread_value,
        sum(observed) as observed,
        sum(observed + censored) as watched
    from scoped
    where list_contains(scopes, place.scope)
    group by kpi_id, month, place.scope, place.scope_id, quantile, spread_value

),

at_risk as (

    select
        *,
        sum(watched) over (partition by kpi_id, month, scope, scope_id order by spread_value desc) as still_watched
    from counted

),

survived as (

    select
        *,
        min(still_watched - observed) over passed as least_left,
        -- a factor of 0 ends the product: least_left says so
        exp(sum(ln(nullif(1.0 - observed / still_watched, 0))) over passed) as share_left
    from at_risk
    window passed as (partition by kpi_id, month, scope, scope_id order by spread_value)

)

select
    kpi_id, month, scope, scope_id,
    cast(null as double) as numerator,
    cast(sum(watched) as double) as denominator,
    -- exp and ln leave crumbs
    min(spread_value) filter (where least_left = 0 or coalesce(share_left, 1) <= 1 - quantile + 1e-9) as value
from survived
group by kpi_id, month, scope, scope_id
