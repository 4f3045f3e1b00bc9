-- view
-- The measures of ratings that belong to no case, by statistical month, one row each.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, rating_mark.

select
    dim_date.month,
    marks.measure,
    cast(sum(marks.amount) as double) as value,
    marks.outlet_id, marks.unit_id, marks.district_id, marks.township_id, marks.industry_id
from rating_mark as marks
inner join dim_date on marks.day = dim_date.date
group by
    dim_date.month, marks.measure, marks.outlet_id, marks.unit_id, marks.district_id, marks.township_id,
    marks.industry_id
