-- Complaints counted by day: of receipt, of the due time, and of closing for what people said of the handling.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: complaint_mark.

select
    day, outlet_id, unit_id, district_id, township_id, industry_id,
    count(*) filter (where measure = 'complaints') as complaints,
    count(*) filter (where measure = 'complaints_same_day') as complaints_same_day,
    count(*) filter (where measure = 'complaints_answered') as complaints_answered,
    count(*) filter (where measure = 'complaints_satisfied') as complaints_satisfied,
    count(*) filter (where measure = 'complaints_named') as complaints_named,
    count(*) filter (where measure = 'complaints_repeated') as complaints_repeated,
    count(*) filter (where measure = 'complaints_escalated') as complaints_escalated,
    count(*) filter (where measure = 'complaints_channelled') as complaints_channelled,
    count(*) filter (where measure = 'complaints_decided') as complaints_decided,
    count(*) filter (where measure = 'complaints_upheld') as complaints_upheld,
    count(*) filter (where measure = 'complaints_due') as complaints_due,
    count(*) filter (where measure = 'complaints_on_time') as complaints_on_time
from complaint_mark
group by day, outlet_id, unit_id, district_id, township_id, industry_id
order by day, district_id, outlet_id
