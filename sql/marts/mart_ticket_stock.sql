-- Cases as they stand at the as-of: open, open past the promise, due within one working day; zero is told too.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id); day is the as-of's.
-- Reads: mart_ticket_day, meta_source.

select
    cast(meta_source.as_of as date) as day,
    days.outlet_id,
    days.unit_id,
    days.district_id,
    days.township_id,
    days.industry_id,
    cast(sum(days.open_cases) as bigint) as open_cases,
    cast(sum(days.open_overdue) as bigint) as open_overdue,
    cast(sum(days.due_soon) as bigint) as due_soon
from mart_ticket_day as days
inner join meta_source on meta_source.source = 'tickets'
group by
    meta_source.as_of, days.outlet_id, days.unit_id, days.district_id, days.township_id, days.industry_id
