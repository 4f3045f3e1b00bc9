-- KPIs as the marts hold them, for the command line and other tools.
-- Grain: one row per (kpi_id, month, scope, scope_id).
-- Parameters: kpi_id, scope, month_name.
-- Reads: dim_date, dim_district, dim_industry, dim_outlet, dim_township, dim_unit, mart_kpi_month.

with months as (

    select distinct month, month_name from dim_date

)

select
    months.month_name as month,
    kpis.scope,
    kpis.scope_id,
    coalesce(
        districts.district_name, townships.township_name, industries.industry_name, units.unit_name,
        outlets.outlet_name, kpis.scope_id
    ) as name,
    kpis.numerator,
    kpis.denominator,
    kpis.value
from mart_kpi_month as kpis
inner join months on kpis.month = months.month
left join dim_district as districts on kpis.scope = 'district' and kpis.scope_id = districts.district_id
left join dim_township as townships on kpis.scope = 'township' and kpis.scope_id = townships.township_id
left join dim_industry as industries on kpis.scope = 'industry' and kpis.scope_id = industries.industry_id
left join dim_unit as units on kpis.scope = 'unit' and kpis.scope_id = units.unit_id
left join dim_outlet as outlets on kpis.scope = 'outlet' and kpis.scope_id = outlets.outlet_id
where
    kpis.kpi_id = $kpi_id
    and kpis.scope = $scope
    and ($month_name is null or months.month_name = $month_name)
order by months.month_name, kpis.scope_id
