-- A share lies between 0 and 1: no numerator counts what its denominator leaves out.
-- Grain: one row per KPI value outside.
-- Visits to households alone may pass 1: a household is visited more than once, and no export says which.
-- Reads: dim_kpi, mart_kpi_month.

select kpis.kpi_id, kpis.month, kpis.scope, kpis.scope_id, kpis.numerator, kpis.denominator, kpis.value
from mart_kpi_month as kpis
inner join dim_kpi on kpis.kpi_id = dim_kpi.kpi_id
where
    dim_kpi.unit = '%'
    and dim_kpi.numerator_measure is distinct from 'households_visited'
    and (kpis.value < 0 or kpis.value > 1)
order by kpis.kpi_id, kpis.month, kpis.scope, kpis.scope_id
