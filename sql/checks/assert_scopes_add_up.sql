-- Districts, townships, industries, units and outlets each add up to the city, for every KPI and month.
-- Grain: one row per (kpi_id, month, scope) whose sum is not the city's.
-- Reads: mart_kpi_month.

with city as (

    select kpi_id, month, numerator, denominator from mart_kpi_month where scope = 'city'

),

scopes as (

    select kpi_id, month, scope, sum(numerator) as numerator, sum(denominator) as denominator
    from mart_kpi_month
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
