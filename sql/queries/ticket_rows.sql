-- The cases behind a number: the rows that one measure counts under a selection, and where each stands in an export.
-- Grain: one row per ticket_id.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, matter, max_rows.
-- Reads: dim_date, dim_district, dim_outlet, dim_township, dim_unit, fct_ticket, mart_load, meta_source.

with dated as (

    select
        *,
        case
            when $measure in ('accepted', 'excluded', 'no_deadline') then cast(started_at as date)
            when $measure in (
                'closed', 'closed_with_due', 'closed_on_time', 'closed_late', 'once_known', 'once_done',
                'rated_actively', 'rated_positive', 'closed_unrated', 'gap_due_before', 'gap_due_after'
            ) then cast(first_closed_at as date)
            when $measure in (
                'due', 'due_on_time', 'due_late', 'gap_unclosed', 'gap_closed_before', 'gap_closed_after',
                'flag_yes_late', 'flag_no_on_time'
            ) then cast(due_at as date)
            when $measure in ('due_extended', 'due_extended_on_time', 'due_extended_late')
                then cast(due_extended_at as date)
        end as day,
        case $measure
            when 'accepted' then is_valid
            when 'excluded' then not is_valid
            when 'no_deadline' then is_valid and due_at is null
            when 'closed' then is_valid
            when 'closed_with_due' then is_valid and due_at is not null
            when 'closed_on_time' then is_valid and due_at is not null and is_on_time
            when 'closed_late' then is_valid and due_at is not null and not is_on_time
            when 'once_known' then is_once_known
            when 'once_done' then is_once_known and is_once_done
            when 'rated_actively' then is_valid and is_rated_actively
            when 'rated_positive' then is_valid and is_rated_actively and rating >= 3
            when 'closed_unrated' then is_valid and not is_rated_actively
            when 'due' then is_due
            when 'due_on_time' then is_due and is_on_time
            when 'due_late' then is_due and not is_on_time
            -- due cases whose source says otherwise
            when 'flag_yes_late' then is_due and reported_on_time and not is_on_time
            when 'flag_no_on_time' then is_due and not reported_on_time and is_on_time
            when 'due_extended' then is_due_extended
            when 'due_extended_on_time' then is_due_extended and is_on_time_extended
            when 'due_extended_late' then is_due_extended and not is_on_time_extended
            -- the cohorts of definition_gap: counted by one definition of on-time completion only
            when 'gap_unclosed' then is_due and first_closed_at is null
            when 'gap_closed_before' then is_due and cast(first_closed_at as date) < $start
            when 'gap_closed_after' then is_due and cast(first_closed_at as date) > $end
            when 'gap_due_before' then is_valid and cast(due_at as date) < $start
            when 'gap_due_after'
                then is_valid and cast(due_at as date) >= $start and (cast(due_at as date) > $end or not is_due)
            when 'open_cases' then is_open
            when 'open_overdue' then is_open and is_overdue_open
            when 'due_soon' then is_open and is_due_soon
        end as is_counted
    from fct_ticket

),

selected as (

    select *
    from dated
    where
        is_counted
        and ($measure in ('open_cases', 'open_overdue', 'due_soon') or day between $start and $end)
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and ($matter is null or coalesce(matter, 'unknown') = $matter)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )

),

final as (

    select
        selected.ticket_id, selected.matter, selected.channel, selected.request_type, selected.status,
        selected.unit_id, units.unit_name, selected.outlet_id, outlets.outlet_name, selected.window_no,
        selected.staff_id, districts.district_name, townships.township_name,
        selected.started_at, selected.due_at, selected.due_origin, selected.promised_days, selected.extension_days,
        selected.due_extended_at, selected.first_closed_at, selected.withdrawn_at, selected.is_on_time,
        selected.is_provisional, selected.net_workdays,
        greatest(late_day.workday_number - due_day.workday_number, 0) as late_workdays,
        loads.file_name, selected.sheet_name, selected.row_number, selected.line_number, selected.batch_id
    from selected
    inner join meta_source on meta_source.source = 'tickets'
    left join dim_date as due_day on cast(selected.due_at as date) = due_day.date
    left join dim_date as late_day
        on cast(coalesce(selected.first_closed_at, meta_source.as_of) as date) = late_day.date
    left join dim_unit as units on selected.unit_id = units.unit_id
    left join dim_outlet as outlets on selected.outlet_id = outlets.outlet_id
    left join dim_district as districts on selected.district_id = districts.district_id
    left join dim_township as townships on selected.township_id = townships.township_id
    left join mart_load as loads on selected.batch_id = loads.batch_id

)

select * from final
order by due_at, ticket_id
limit $max_rows
