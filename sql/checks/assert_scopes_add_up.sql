-- Districts, townships, industries, units and outlets each add up to the city, for every KPI of sums and month.
-- What counts once per level, and what is told of one level only, does not: assert_items_count_once sees to the former.
-- Grain: one row per (kpi_id, month, scope) whose sum is not the city's.
-- Reads: dim_kpi, mart_item_month, mart_kpi_month.

with apart as (

    select distinct measure from mart_item_month

),

summed as (

    select kpis.*
    from mart_kpi_month as kpis
    inner join dim_kpi on kpis.kpi_id = dim_kpi.kpi_id
    where
        dim_kpi.kind not in ('median', 'composite')
        and coalesce(dim_kpi.numerator_measure, '') not in (select measure from apart)
        and coalesce(dim_kpi.denominator_measure, '') not in (select measure from apart)

),

city as (

    select kpi_id, month, numerator, denominator from summed where scope = 'city'

),

scopes as (

    select kpi_id, month, scope, sum(numerator) as numerator, sum(denominator) as denominator
    from summed
    where scope <> 'city'
    group by kpi_id, month, scope

)

select
    scopes.kpi_id, scopes.month, scopes.scope,
    scopes.numerator, city.numerator as city_numerator,
    scopes.denominator, city.denominator as city_denominator
from scopes
left join city on scopes.kpi_id = city.kpi_id and scopes.month = city.month
where
    abs(coalesce(scopes.numerator, 0) - coalesce(city.numerator, 0))
    > 1e-6 * abs(coalesce(city.numerator, 0)) + 1e-6
    or abs(coalesce(scopes.denominator, 0) - coalesce(city.denominator, 0)) > 1e-6
order by scopes.kpi_id, scopes.month, scopes.scope
