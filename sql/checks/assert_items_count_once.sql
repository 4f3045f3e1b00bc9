-- What counts once per level is at least as many in the city as in any one place, and at most all places together.
-- Grain: one row per (kpi_id, month, scope) where it is not.
-- Reads: dim_kpi, mart_item_month, mart_kpi_month.

with items as (

    select distinct measure from mart_item_month where item_id is not null

),

parts as (

    select kpis.kpi_id, kpis.month, kpis.scope, kpis.scope_id, kpis.numerator as part
    from mart_kpi_month as kpis
    inner join dim_kpi on kpis.kpi_id = dim_kpi.kpi_id
    inner join items on dim_kpi.numerator_measure = items.measure
    union all
    select kpis.kpi_id, kpis.month, kpis.scope, kpis.scope_id, kpis.denominator as part
    from mart_kpi_month as kpis
    inner join dim_kpi on kpis.kpi_id = dim_kpi.kpi_id
    inner join items on dim_kpi.denominator_measure = items.measure

),

city as (

    select kpi_id, month, sum(part) as part from parts where scope = 'city' group by kpi_id, month

),

scopes as (

    select kpi_id, month, scope, scope_id, sum(part) as part
    from parts
    where scope <> 'city'
    group by kpi_id, month, scope, scope_id

),

members as (

    select kpi_id, month, scope, sum(part) as all_members, max(part) as greatest
    from scopes
    group by kpi_id, month, scope

)

select members.kpi_id, members.month, members.scope, members.all_members, members.greatest, city.part as city_part
from members
left join city on members.kpi_id = city.kpi_id and members.month = city.month
where not coalesce(city.part between members.greatest - 1e-6 and members.all_members + 1e-6, false)
order by members.kpi_id, members.month, members.scope
