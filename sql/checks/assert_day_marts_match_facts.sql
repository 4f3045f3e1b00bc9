-- What the marts count by day is what the facts hold.
-- Grain: one row per measure whose two counts differ.
-- Reads: fct_complaint, fct_inspection, fct_inspection_item, fct_ticket, mart_complaint_day, mart_inspection_day, mart_ticket_day.

with facts as (

    select
        count(*) filter (where is_valid) as accepted,
        count(*) filter (where is_valid and first_closed_at is not null) as closed,
        count(*) filter (where is_due) as due,
        count(*) filter (where is_due and is_on_time) as due_on_time
    from fct_ticket

),

days as (

    select
        coalesce(sum(accepted), 0) as accepted,
        coalesce(sum(closed), 0) as closed,
        coalesce(sum(due), 0) as due,
        coalesce(sum(due_on_time), 0) as due_on_time
    from mart_ticket_day

),

compared as (

    select 'accepted' as measure, facts.accepted as in_facts, days.accepted as in_days
    from facts
    cross join days
    union all
    select 'closed' as measure, facts.closed as in_facts, days.closed as in_days from facts cross join days
    union all
    select 'due' as measure, facts.due as in_facts, days.due as in_days from facts cross join days
    union all
    select 'due_on_time' as measure, facts.due_on_time as in_facts, days.due_on_time as in_days
    from facts cross join days
    union all
    select
        'complaints' as measure,
        (select count(*) from fct_complaint) as in_facts,
        (select coalesce(sum(complaints), 0) from mart_complaint_day) as in_days
    union all
    select
        'complaints_on_time' as measure,
        (select count(*) from fct_complaint where is_due and is_on_time) as in_facts,
        (select coalesce(sum(complaints_on_time), 0) from mart_complaint_day) as in_days
    union all
    select
        'issues_fixed' as measure,
        (select count(*) from fct_inspection_item where outlet_id is not null and is_fixed) as in_facts,
        (select coalesce(sum(issues_fixed), 0) from mart_inspection_day) as in_days
    union all
    select
        'inspections' as measure,
        (select count(*) from fct_inspection where is_window) as in_facts,
        (select coalesce(sum(inspections), 0) from mart_inspection_day) as in_days

)

select measure, in_facts, in_days from compared
where in_facts <> in_days
order by measure
