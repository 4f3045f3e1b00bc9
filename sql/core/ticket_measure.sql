-- stored view
-- What every measure of cases means, written once: the marts count these columns, and the rows behind a number are
-- those in which its column is true. A measure counts on the day of its own event.
-- Grain: one row per ticket_id.
-- Reads: fct_ticket.

select
    ticket_id, outlet_id, unit_id, district_id, township_id, industry_id, matter, channel, request_type,
    cast(started_at as date) as started_on,
    case when is_valid then cast(coalesce(received_at, accepted_at) as date) end as received_on,
    case when is_valid then cast(dispatched_at as date) end as dispatched_on,
    case when is_valid then cast(first_closed_at as date) end as closed_on,
    case when is_due then cast(due_at as date) end as due_on,
    case when is_due_extended then cast(due_extended_at as date) end as due_extended_on,
    case when is_valid then cast(due_at as date) end as deadline_on,
    cast(
        cast(matter is not null as integer) + cast(channel is not null as integer)
        + cast(attribution in ('window', 'outlet', 'unit') as integer)
        + cast(district_id <> 'unknown' as integer)
        + cast(accepted_at is not null as integer) + cast(due_at is not null as integer)
        as integer
    ) as key_cells_filled,
    -- counted by day
    is_valid as accepted,
    not is_valid as excluded,
    is_valid and due_at is null as no_deadline,
    is_valid and first_closed_at is not null as closed,
    is_valid and first_closed_at is not null and due_at is not null as closed_with_due,
    is_valid and first_closed_at is not null and due_at is not null and is_on_time as closed_on_time,
    is_valid and first_closed_at is not null and due_at is not null and not is_on_time as closed_late,
    coalesce(is_once_known, false) as once_known,
    coalesce(is_once_known and is_once_done, false) as once_done,
    is_valid and first_closed_at is not null and is_rated_actively as rated_actively,
    is_valid and first_closed_at is not null and is_rated_actively and rating >= 3 as rated_positive,
    is_valid and first_closed_at is not null and is_rated_actively as closed_rated,
    is_valid and first_closed_at is not null and not is_rated_actively as closed_unrated,
    is_due as due,
    is_due and is_on_time as due_on_time,
    is_due and not is_on_time as due_late,
    is_due_extended as due_extended,
    is_due_extended and is_on_time_extended as due_extended_on_time,
    is_due_extended and not is_on_time_extended as due_extended_late,
    is_open as open_cases,
    is_open and is_overdue_open as open_overdue,
    is_open and is_due_soon as due_soon,
    -- beside on-time completion, not inside it
    is_open and is_floating as open_floating,
    is_valid and coalesce(withdrawn_at <= due_at, false) and not is_due and first_closed_at is null
        as withdrawn_before_due,
    is_valid and coalesce(is_provisional, false) as due_provisional,
    -- counted by month
    is_valid and is_suspended as suspended,
    is_valid and extension_days > 0 as extended,
    is_valid and is_immediate_matter as immediate_matters,
    is_valid and is_immediate_matter and case_type = 'immediate'
    and cast(first_closed_at as date) = cast(started_at as date) as immediate_same_day,
    is_valid and case_type = 'proxy' as proxies,
    -- a time given as a date counts by its date
    is_valid and (
        coalesce(accepted_at < received_at and accepted_at <> cast(received_at as date), false)
        or coalesce(dispatched_at < received_at and dispatched_at <> cast(received_at as date), false)
        or coalesce(first_closed_at < started_at and first_closed_at <> cast(started_at as date), false)
        or coalesce(withdrawn_at < started_at and withdrawn_at <> cast(started_at as date), false)
        or coalesce(due_at < started_at and due_at <> cast(started_at as date), false)
    ) as out_of_order,
    is_valid and is_disputed as disputed,
    is_valid and correction_count is not null as corrections_known,
    is_valid and correction_count >= 1 as corrected,
    is_valid and correction_count >= 2 as corrected_again,
    is_valid and dispatched_at is not null as dispatched,
    is_valid and dispatched_at is not null and return_count >= 1 as returned,
    is_valid and dispatched_at is not null and return_count >= 1 and is_return_upheld as misrouted,
    is_valid and is_response_due as response_due,
    is_valid and is_response_due and is_response_timely as response_timely,
    is_valid and first_closed_at is not null and reopened_at >= first_closed_at
    and cast(reopened_at as date) <= cast(first_closed_at as date) + 30 as reopened_soon,
    is_valid and first_closed_at is not null and coalesce(callback_result = 'reached', true)
    and citizen_says_resolved is not null as resolution_known,
    is_valid and first_closed_at is not null and coalesce(callback_result = 'reached', true)
    and citizen_says_resolved as resolution_confirmed,
    is_valid and first_closed_at is not null and unit_says_resolved is not null as claim_known,
    is_valid and first_closed_at is not null and unit_says_resolved as claim_resolved,
    is_valid and first_closed_at is not null and coalesce(callback_result = 'reached', true)
    and citizen_satisfied is not null as satisfaction_known,
    is_valid and first_closed_at is not null and coalesce(callback_result = 'reached', true)
    and citizen_satisfied as satisfaction_confirmed,
    is_valid and first_closed_at is not null and is_rated_badly
    and coalesce(is_bad_rating_upheld, true) as rated_negative,
    is_valid and first_closed_at is not null and is_rated_badly as rated_badly,
    is_valid and first_closed_at is not null and is_rated_badly
    and callback_result in ('reached', 'unreached') as bad_called_back,
    is_valid and first_closed_at is not null and is_rated_badly
    and is_verification_due as verification_due,
    is_valid and first_closed_at is not null and is_rated_badly
    and is_verified_timely as verified_timely,
    is_valid and first_closed_at is not null and is_rated_badly
    and is_bad_rating_upheld and is_fix_due as fix_due,
    is_valid and first_closed_at is not null and is_rated_badly
    and is_bad_rating_upheld and is_fixed_timely as fixed_timely,
    is_valid and first_closed_at is not null and is_rated_badly
    and bad_rating_fixed_at is not null
    and coalesce(callback_result = 'reached', true) and citizen_satisfied is not null as fix_answered,
    is_valid and first_closed_at is not null and is_rated_badly
    and bad_rating_fixed_at is not null
    and coalesce(callback_result = 'reached', true) and citizen_satisfied as fix_satisfied,
    is_valid and first_closed_at is not null and is_rush_possible as rush_possible,
    is_valid and first_closed_at is not null and is_rush_possible and is_rushed as rushed,
    is_valid and first_closed_at is not null and due_at is null and reported_on_time is not null as flag_alone,
    is_valid and first_closed_at is not null and due_at is null and reported_on_time as flag_alone_on_time,
    is_due and is_on_time and promised_days >= 2
    and least(promised_days, statutory_days) >= 2 as early_known,
    is_due and is_on_time and promised_days >= 2
    and least(promised_days, statutory_days) >= 2
    and 2 * net_workdays <= least(promised_days, statutory_days) as early,
    is_due and case_type = 'proxy' as proxy_due,
    is_due and case_type = 'proxy' and is_on_time as proxy_due_on_time,
    is_due and reported_on_time is not null as flag_comparable,
    is_due and reported_on_time = is_on_time as flag_agrees,
    -- due cases whose source says otherwise
    is_due and reported_on_time and not is_on_time as flag_yes_late,
    is_due and not reported_on_time and is_on_time as flag_no_on_time,
    case when is_valid then net_workdays end as net_days,
    case when is_valid and (withdrawn_at is null or first_closed_at is not null) then suspended_workdays end
        as suspended_days,
    case
        when is_valid and (withdrawn_at is null or first_closed_at is not null)
            then net_workdays + suspended_workdays
    end as gross_days
from fct_ticket
