-- KPIs as the marts hold them, for the command line and other tools.
-- Grain: one row per (kpi_id, month, scope, scope_id).
-- Parameters: kpi_id, scope, month_name.
-- Reads: dim_scope, mart_kpi_month.

select
    months.scope_name as month,
    kpis.scope,
    kpis.scope_id,
    scopes.scope_name as name,
    kpis.numerator,
    kpis.denominator,
    kpis.value
from mart_kpi_month as kpis
inner join dim_scope as months on months.scope = 'month' and cast(kpis.month as varchar) = months.scope_id
inner join dim_scope as scopes on kpis.scope = scopes.scope and kpis.scope_id = scopes.scope_id
where
    kpis.kpi_id = $kpi_id
    and kpis.scope = $scope
    and ($month_name is null or months.scope_name = $month_name)
order by months.scope_name, kpis.scope_id
