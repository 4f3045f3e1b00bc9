-- Tasks with who answers for them; overdue when the limit has passed at the newest as-of and nothing is done.
-- Grain: one row per task_id.
-- Reads: stg_as_of, stg_district_name, stg_task, stg_today, unit_history, unit_meant.

with as_of as (

    select cast(max(as_of) as date) as today from stg_as_of

),

tasks as (

    select stg_task.*, coalesce(stg_task.done_on, least(stg_task.due, stg_today.today)) as asked_on
    from stg_task
    cross join stg_today

),

final as (

    select
        tasks.* exclude (district, asked_on),
        coalesce(units.unit_id, tasks.owner, 'unknown') as unit_id,
        coalesce(districts.district_id, tasks.district, ledger.district_id, 'unknown') as district_id,
        tasks.done_on is not null or coalesce(tasks.progress >= 1, false) as is_done,
        tasks.done_on is null
        and not coalesce(tasks.progress >= 1, false)
        and coalesce(tasks.due < as_of.today, false) as is_overdue
    from tasks
    cross join as_of
    left join unit_meant as units on tasks.owner = units.unit_text and tasks.asked_on = units.asked_on
    left join unit_history as ledger
        on
            coalesce(units.unit_id, tasks.owner) = ledger.unit_id
            and tasks.asked_on between ledger.from_day and ledger.to_day
    left join stg_district_name as districts on tasks.district = districts.district_text

)

select * from final
order by task_id
