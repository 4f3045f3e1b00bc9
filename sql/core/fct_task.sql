-- Tasks with who answers for them; overdue when the limit has passed at the newest as-of and nothing is done.
-- Grain: one row per task_id.
-- Reads: stg_as_of, stg_district_name, stg_task, stg_unit_name, unit_ledger.

with units as (

    select unit_text, arg_min(unit_id, (preference, unit_id)) as unit_id from stg_unit_name group by unit_text

),

as_of as (

    select cast(max(as_of) as date) as today from stg_as_of

),

final as (

    select
        tasks.* exclude (district),
        coalesce(units.unit_id, tasks.owner, 'unknown') as unit_id,
        coalesce(districts.district_id, tasks.district, ledger.district_id, 'unknown') as district_id,
        tasks.done_on is not null or coalesce(tasks.progress >= 1, false) as is_done,
        tasks.done_on is null
        and not coalesce(tasks.progress >= 1, false)
        and coalesce(tasks.due < as_of.today, false) as is_overdue
    from stg_task as tasks
    cross join as_of
    left join units on tasks.owner = units.unit_text
    left join unit_ledger as ledger on coalesce(units.unit_id, tasks.owner) = ledger.unit_id
    left join stg_district_name as districts on tasks.district = districts.district_text

)

select * from final
order by task_id
