-- The cases behind a number: the rows that one measure counts under a selection, and where each stands in an export.
-- Grain: one row per ticket_id.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, matter, max_rows.
-- Reads: dim_date, dim_district, dim_outlet, dim_township, dim_unit, fct_ticket, mart_load, meta_source, ticket_measure.

-- what a measure means stands in ticket_measure; here are its name and the day it counts on
with dated as (

    select
        ticket_id, outlet_id, unit_id, district_id, township_id, industry_id, matter,
        case
            when $measure in (
                'accepted', 'excluded', 'no_deadline', 'suspended', 'extended', 'immediate_matters',
                'immediate_same_day', 'proxies', 'out_of_order', 'disputed', 'suspended_days', 'gross_days',
                'case_days'
            ) then started_on
            when $measure in (
                'corrections_known', 'corrected', 'corrected_again'
            ) then received_on
            when $measure in (
                'dispatched', 'returned', 'misrouted', 'response_due', 'response_timely'
            ) then dispatched_on
            when $measure in (
                'closed', 'closed_with_due', 'closed_on_time', 'closed_late', 'once_known', 'once_done',
                'rated_actively', 'rated_positive', 'closed_rated', 'closed_unrated', 'reopened_soon',
                'resolution_known',
                'resolution_confirmed', 'claim_known', 'claim_resolved', 'satisfaction_known',
                'satisfaction_confirmed', 'rated_negative', 'rated_badly', 'bad_called_back',
                'verification_due', 'verified_timely', 'fix_due', 'fixed_timely', 'fix_answered',
                'fix_satisfied', 'rush_possible', 'rushed', 'flag_alone', 'flag_alone_on_time',
                'gap_due_before', 'gap_due_after'
            ) then closed_on
            when $measure in (
                'due', 'due_on_time', 'due_late', 'early_known', 'early', 'proxy_due', 'proxy_due_on_time',
                'flag_comparable', 'flag_agrees', 'flag_yes_late', 'flag_no_on_time', 'gap_unclosed',
                'gap_withdrawn', 'gap_closed_before', 'gap_closed_after'
            ) then due_on
            when $measure in (
                'due_extended', 'due_extended_on_time', 'due_extended_late'
            ) then due_extended_on
        end as day,
        case $measure
            when 'accepted' then accepted
            when 'case_days' then accepted
            when 'excluded' then excluded
            when 'no_deadline' then no_deadline
            when 'suspended' then suspended
            when 'extended' then extended
            when 'immediate_matters' then immediate_matters
            when 'immediate_same_day' then immediate_same_day
            when 'proxies' then proxies
            when 'out_of_order' then out_of_order
            when 'disputed' then disputed
            when 'closed' then closed
            when 'closed_with_due' then closed_with_due
            when 'closed_on_time' then closed_on_time
            when 'closed_late' then closed_late
            when 'once_known' then once_known
            when 'once_done' then once_done
            when 'rated_actively' then rated_actively
            when 'rated_positive' then rated_positive
            when 'closed_rated' then closed_rated
            when 'closed_unrated' then closed_unrated
            when 'reopened_soon' then reopened_soon
            when 'resolution_known' then resolution_known
            when 'resolution_confirmed' then resolution_confirmed
            when 'claim_known' then claim_known
            when 'claim_resolved' then claim_resolved
            when 'satisfaction_known' then satisfaction_known
            when 'satisfaction_confirmed' then satisfaction_confirmed
            when 'rated_negative' then rated_negative
            when 'rated_badly' then rated_badly
            when 'bad_called_back' then bad_called_back
            when 'verification_due' then verification_due
            when 'verified_timely' then verified_timely
            when 'fix_due' then fix_due
            when 'fixed_timely' then fixed_timely
            when 'fix_answered' then fix_answered
            when 'fix_satisfied' then fix_satisfied
            when 'rush_possible' then rush_possible
            when 'rushed' then rushed
            when 'flag_alone' then flag_alone
            when 'flag_alone_on_time' then flag_alone_on_time
            when 'due' then due
            when 'due_on_time' then due_on_time
            when 'due_late' then due_late
            when 'early_known' then early_known
            when 'early' then early
            when 'proxy_due' then proxy_due
            when 'proxy_due_on_time' then proxy_due_on_time
            when 'flag_comparable' then flag_comparable
            when 'flag_agrees' then flag_agrees
            when 'flag_yes_late' then flag_yes_late
            when 'flag_no_on_time' then flag_no_on_time
            when 'due_extended' then due_extended
            when 'due_extended_on_time' then due_extended_on_time
            when 'due_extended_late' then due_extended_late
            when 'open_cases' then open_cases
            when 'open_overdue' then open_overdue
            when 'due_soon' then due_soon
            when 'corrections_known' then corrections_known
            when 'corrected' then corrected
            when 'corrected_again' then corrected_again
            when 'dispatched' then dispatched
            when 'returned' then returned
            when 'misrouted' then misrouted
            when 'response_due' then response_due
            when 'response_timely' then response_timely
            when 'suspended_days' then suspended_days > 0
            when 'gross_days' then gross_days > 0
            -- the cohorts of definition_gap: counted by one definition of on-time completion only
            when 'gap_unclosed' then due and closed_on is null and open_cases
            when 'gap_withdrawn' then due and closed_on is null and not open_cases
            when 'gap_closed_before' then due and closed_on < $start
            when 'gap_closed_after' then due and closed_on > $end
            when 'gap_due_before' then deadline_on < $start
            when 'gap_due_after' then deadline_on >= $start and (deadline_on > $end or not due)
        end as is_counted
    from ticket_measure

),

selected as (

    select dated.ticket_id
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
        tickets.ticket_id, tickets.matter, tickets.channel, tickets.request_type, tickets.status,
        tickets.unit_id, units.unit_name, tickets.outlet_id, outlets.outlet_name, tickets.window_no,
        tickets.staff_id, districts.district_name, townships.township_name,
        tickets.started_at, tickets.due_at, tickets.due_origin, tickets.promised_days, tickets.extension_days,
        tickets.due_extended_at, tickets.first_closed_at, tickets.withdrawn_at, tickets.is_on_time,
        tickets.is_provisional, tickets.net_workdays,
        greatest(late_day.workday_number - due_day.workday_number, 0) as late_workdays,
        loads.file_name, tickets.sheet_name, tickets.row_number, tickets.line_number, tickets.batch_id
    from selected
    inner join fct_ticket as tickets on selected.ticket_id = tickets.ticket_id
    inner join meta_source on meta_source.source = 'tickets'
    left join dim_date as due_day on cast(tickets.due_at as date) = due_day.date
    left join dim_date as late_day
        on cast(coalesce(tickets.first_closed_at, meta_source.as_of) as date) = late_day.date
    left join dim_unit as units on tickets.unit_id = units.unit_id
    left join dim_outlet as outlets on tickets.outlet_id = outlets.outlet_id
    left join dim_district as districts on tickets.district_id = districts.district_id
    left join dim_township as townships on tickets.township_id = townships.township_id
    left join mart_load as loads on tickets.batch_id = loads.batch_id

)

select * from final
order by due_at, ticket_id
limit $max_rows
