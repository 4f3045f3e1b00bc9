-- view
-- The measures of inspections by statistical month, those of each item too, one row each.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, inspection_mark.

select
    dim_date.month,
    marks.measure,
    -- as decimals: of floating numbers the last bit of a sum depends on which of them are added first
    cast(sum(cast(marks.amount as decimal(20, 9))) as double) as value,
    marks.outlet_id, marks.unit_id, marks.district_id, marks.township_id, marks.industry_id
from inspection_mark as marks
inner join dim_date on marks.day = dim_date.date
group by
    dim_date.month, marks.measure, marks.outlet_id, marks.unit_id, marks.district_id, marks.township_id,
    marks.industry_id
