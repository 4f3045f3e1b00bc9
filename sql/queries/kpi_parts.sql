-- What composed KPIs are made of: a gap is one KPI less another, always; a composite is the sum of KPIs by weights that
-- are in force from a day to a day.
-- Grain: one row per (kpi_id, part_id, valid_from).
-- Parameters: kpi_ids, end.
-- Reads: dim_date, dim_kpi, dim_kpi_weight.

with asked as (

    select * from dim_kpi where list_contains($kpi_ids, kpi_id) and is_collected

),

parts as (

    select
        kpi_id, kind, unnest([minuend, subtrahend]) as part_id, unnest([1.0, -1.0]) as weight, 1.0 as scale,
        date '0001-01-01' as valid_from,
        date '9999-12-31' as valid_to
    from asked
    where kind = 'gap'
    union all
    select
        asked.kpi_id, asked.kind, weights.part_id, weights.weight, asked.scale, weights.valid_from, weights.valid_to
    from asked
    inner join dim_kpi_weight as weights on asked.kpi_id = weights.kpi_id

),

last_month as (select max(month) as month from dim_date where month <= $end)

select
    parts.kpi_id, parts.kind, parts.part_id,
    cast(parts.weight as double) as weight,
    cast(parts.scale as double) as scale,
    parts.valid_from, parts.valid_to,
    last_month.month as last_month
from parts
cross join last_month
order by parts.kpi_id, parts.valid_from, parts.part_id
