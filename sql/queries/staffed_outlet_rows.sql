-- The outlets behind the cases per worker: the staff that each tells, and what it closed in the period.
-- Grain: one row per outlet of the measure; the sum of amount is the number. The line is that of the ledger.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_outlet, dim_unit, mart_item_month, mart_load, mart_measure_month.

with measures as (

    select month, measure, outlet_id, unit_id, district_id, township_id, industry_id, value
    from mart_item_month
    where measure = 'staff'
    union all
    select month, measure, outlet_id, unit_id, district_id, township_id, industry_id, value
    from mart_measure_month
    where measure = 'closed_staffed'

),

counted as (

    select
        outlet_id,
        max(value) filter (where measure = 'staff') as staff,
        coalesce(sum(value) filter (where measure = 'closed_staffed'), 0) as closed
    from measures
    where
        month between $start and $end
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
    group by outlet_id

),

final as (

    select *, case $measure when 'staff' then staff else closed end as amount
    from counted

)

select
    final.outlet_id, outlets.outlet_name, units.unit_name, districts.district_name,
    outlets.staff_full, outlets.staff_part, final.closed, final.closed / final.staff as cases_per_worker,
    final.amount,
    loads.file_name, outlets.sheet_name, outlets.row_number, outlets.line_number, outlets.batch_id
from final
left join dim_outlet as outlets on final.outlet_id = outlets.outlet_id
left join dim_unit as units on outlets.unit_id = units.unit_id
left join dim_district as districts on outlets.district_id = districts.district_id
left join mart_load as loads on outlets.batch_id = loads.batch_id
where final.amount <> 0
order by cases_per_worker desc, final.outlet_id
limit $max_rows
