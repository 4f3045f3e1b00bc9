-- Cases as they stand at the as-of: open, open past the promise, due within one working day.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id); day is the as-of's.
-- Reads: fct_ticket, meta_source.

select
    cast(meta_source.as_of as date) as day,
    tickets.outlet_id,
    tickets.unit_id,
    tickets.district_id,
    tickets.township_id,
    tickets.industry_id,
    count(*) as open_cases,
    count(*) filter (where tickets.is_overdue_open) as open_overdue,
    count(*) filter (where tickets.is_due_soon) as due_soon
from fct_ticket as tickets
inner join meta_source on meta_source.source = 'tickets'
where tickets.is_open
group by
    day, tickets.outlet_id, tickets.unit_id, tickets.district_id, tickets.township_id, tickets.industry_id
