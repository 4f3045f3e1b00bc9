-- Which KPIs the city's exports allow, and the columns each takes.
-- Grain: one row per kpi_id.
-- Reads: dim_kpi.

select kpi_id, is_collected, requires from dim_kpi
order by kpi_id
