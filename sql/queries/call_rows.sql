-- The calls behind a number: those that one measure counts under a selection, and where each stands in an export.
-- Grain: one row per call_id; the sum of amount is the number.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: call_mark, dim_district, dim_outlet, dim_unit, fct_call, mart_load.

with selected as (

    select
        call_id,
        case when $measure = 'waited_seconds' then waited_seconds else 1 end as amount
    from call_mark
    where
        day between $start and $end
        and case $measure
            when 'calls' then true
            when 'calls_known' then calls_known
            when 'calls_asked' then calls_asked
            when 'calls_answered' then calls_answered
            when 'calls_abandoned' then calls_abandoned
            when 'calls_timed' then calls_timed
            when 'calls_within_20s' then calls_within_20s
            when 'calls_within_15s' then calls_within_15s
            when 'calls_waited' then calls_waited
            when 'waited_seconds' then calls_waited
            -- what a quantile is taken of
            when 'call_wait' then calls_waited
            when 'first_calls_known' then first_calls_known
            when 'first_calls_resolved' then first_calls_resolved
        end
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
    order by offered_at, call_id
    limit $max_rows

)

select
    calls.call_id, calls.queue, calls.offered_at, calls.is_reached, calls.is_short_abandon,
    calls.waited_seconds, calls.is_first_call_resolved,
    calls.unit_id, units.unit_name, calls.outlet_id, outlets.outlet_name, districts.district_name,
    cast(selected.amount as double) as amount,
    loads.file_name, calls.sheet_name, calls.row_number, calls.line_number, calls.batch_id
from selected
inner join fct_call as calls on selected.call_id = calls.call_id
left join dim_unit as units on calls.unit_id = units.unit_id
left join dim_outlet as outlets on calls.outlet_id = outlets.outlet_id
left join dim_district as districts on calls.district_id = districts.district_id
left join mart_load as loads on calls.batch_id = loads.batch_id
order by calls.offered_at, calls.call_id
