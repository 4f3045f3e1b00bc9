-- The calendar: working days with their running number, holidays by name, statistical months.
-- Grain: one row per date.
-- Reads: ref_date.

select
    date,
    is_workday,
    workday_number,
    holiday_name,
    is_announced,
    month,
    month_name
from ref_date
order by date
