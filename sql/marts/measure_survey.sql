-- view
-- The measures of surveys by the last month of their period.
-- Grain: one row per (month, measure, only_scope, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: survey_mark.

select
    month, only_scope, measure, sum(amount) as value,
    outlet_id, unit_id, district_id, township_id, industry_id
from survey_mark
group by month, only_scope, measure, outlet_id, unit_id, district_id, township_id, industry_id
