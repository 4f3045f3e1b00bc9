-- KPIs as the marts hold them, for the command line and other tools.
-- Grain: one row per (kpi_id, month, scope, scope_id).
-- Parameters: kpi_id, scope, month_name.
-- Reads: dim_scope, mart_kpi_month.

with named as (

    select
        -- a survey may be of a year that the calendar does not have
        coalesce(months.scope_name, left(cast(kpis.month as varchar), 7)) as month,
        kpis.scope,
        kpis.scope_id,
        scopes.scope_name as name,
        kpis.numerator,
        kpis.denominator,
        kpis.value
    from mart_kpi_month as kpis
    left join dim_scope as months on months.scope = 'month' and cast(kpis.month as varchar) = months.scope_id
    inner join dim_scope as scopes on kpis.scope = scopes.scope and kpis.scope_id = scopes.scope_id
    where kpis.kpi_id = $kpi_id and kpis.scope = $scope

)

select * from named
where $month_name is null or month = $month_name
order by month, scope_id
