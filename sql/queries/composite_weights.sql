-- What a composite KPI is made of at the end of a period: the weights in force on the first day of its last month.
-- Grain: one row per part_id.
-- Parameters: kpi_id, end.
-- Reads: dim_date, dim_kpi, dim_kpi_weight.

with last_month as (

    select max(month) as month from dim_date
    where month <= $end

)

select weights.part_id, weights.weight, kpis.scale, weights.note
from dim_kpi_weight as weights
inner join last_month on last_month.month between weights.valid_from and weights.valid_to
inner join dim_kpi as kpis on weights.kpi_id = kpis.kpi_id
where weights.kpi_id = $kpi_id
order by weights.part_id
