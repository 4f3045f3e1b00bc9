-- Tasks with who answers for them and how far each is: overdue first, then by limit.
-- Grain: one row per task_id.
-- Parameters: district_id.
-- Reads: dim_district, dim_unit, fct_task, mart_load.

select
    tasks.task_id, tasks.title, tasks.stage, tasks.unit_id,
    coalesce(units.unit_name, tasks.unit_id) as unit_name,
    tasks.district_id, districts.district_name,
    tasks.due, tasks.progress, tasks.done_on, tasks.is_done, tasks.is_overdue, tasks.note,
    loads.file_name, tasks.line_number
from fct_task as tasks
left join dim_unit as units on tasks.unit_id = units.unit_id
left join dim_district as districts on tasks.district_id = districts.district_id
left join mart_load as loads on tasks.batch_id = loads.batch_id
where $district_id is null or tasks.district_id = $district_id
order by tasks.is_overdue desc, tasks.is_done, tasks.due, tasks.task_id
