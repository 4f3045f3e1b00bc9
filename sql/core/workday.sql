-- materialize
-- Working days by their running number, to find the day a promise ends.
-- Grain: one row per workday_number.
-- Reads: ref_date.

select workday_number, date from ref_date where is_workday
