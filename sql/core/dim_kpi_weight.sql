-- What a composite KPI is made of: its parts and their weights, each in force from a day to a day.
-- Grain: one row per (kpi_id, part_id, valid_from).
-- Reads: ref_kpi_weight.

select
    kpi_id,
    part_id,
    weight,
    coalesce(valid_from, date '0001-01-01') as valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to,
    note
from ref_kpi_weight
order by kpi_id, valid_from, part_id
