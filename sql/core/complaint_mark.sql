-- stored view
-- What each complaint adds to which measure, and on which day: every number of complaints is a sum of these.
-- Grain: one row per (complaint_id, measure).
-- Reads: fct_complaint.

with told as (

    select
        complaint_id, outlet_id, unit_id, district_id, township_id, industry_id,
        unnest([
            { 'measure': 'complaints', 'at': received_at, 'counts': true },
            { 'measure': 'complaints_same_day', 'at': received_at, 'counts': is_same_day },
            { 'measure': 'complaints_named', 'at': received_at, 'counts': person_key is not null },
            { 'measure': 'complaints_repeated', 'at': received_at, 'counts': is_repeated },
            { 'measure': 'complaints_escalated', 'at': received_at, 'counts': escalated_to is not null },
            { 'measure': 'complaints_channelled', 'at': received_at, 'counts': channel is not null },
            { 'measure': 'complaints_by.' || channel, 'at': received_at, 'counts': channel is not null },
            { 'measure': 'complaints_due', 'at': due_at, 'counts': is_due },
            { 'measure': 'complaints_on_time', 'at': due_at, 'counts': is_due and is_on_time },
            { 'measure': 'complaints_answered', 'at': closed_at, 'counts': is_answer_known },
            { 'measure': 'complaints_satisfied', 'at': closed_at, 'counts': is_answer_known and is_satisfied },
            { 'measure': 'complaints_decided', 'at': closed_at, 'counts': is_decided },
            { 'measure': 'complaints_upheld', 'at': closed_at, 'counts': is_decided and is_upheld }
        ]) as told
    from fct_complaint

)

select
    complaint_id, outlet_id, unit_id, district_id, township_id, industry_id,
    told.measure,
    cast(told.at as date) as day,
    1 as amount
from told
where told.counts
