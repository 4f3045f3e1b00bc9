-- Complaints judged: due by their own due time, else by the promise, else five working days after receipt.
-- Grain: one row per complaint_id.
-- Reads: complaint_all, ref_date, stg_as_of, workday.

with promised as (

    select
        complaints.*,
        as_of.as_of,
        start_day.is_announced as is_start_announced,
        case
            when complaints.promised_days = 0 then cast(complaints.received_at as date)
            else last_day.date
        end as promised_on
    from complaint_all as complaints
    left join stg_as_of as as_of
        on as_of.source = case complaints.origin when 'ticket' then 'tickets' else 'complaints' end
    left join ref_date as start_day on cast(complaints.received_at as date) = start_day.date
    left join workday as last_day
        on start_day.workday_number + coalesce(complaints.promised_days, 5) = last_day.workday_number

),

due as (

    select
        *,
        case
            when first_due_at is not null then 'declared'
            when promised_days is not null then 'promised_days'
            else 'default_days'
        end as due_origin,
        coalesce(first_due_at, promised_on + interval '1 day' - interval '1 second') as due_at
    from promised

),

judged as (

    select
        due.* exclude (as_of, first_due_at, is_start_announced, promised_on),
        due.first_due_at is null and not (due.is_start_announced and due_day.is_announced) as is_provisional,
        coalesce(due.due_at < due.as_of, false)
        and not due.is_floating
        and not (
            coalesce(due.withdrawn_at <= due.due_at, false)
            and not coalesce(due.first_closed_at <= least(due.due_at, due.withdrawn_at), false)
        ) as is_due
    from due
    left join ref_date as due_day on cast(due.due_at as date) = due_day.date

),

final as (

    select
        *,
        case
            when first_closed_at is not null then first_closed_at <= due_at
            when is_due then false
        end as is_on_time,
        coalesce(cast(closed_at as date) = cast(received_at as date), false)
        and coalesce(cast(first_reply_at as date) = cast(received_at as date), false) as is_same_day,
        closed_at is not null and is_satisfied is not null and coalesce(callback_result = 'reached', true)
            as is_answer_known,
        closed_at is not null and is_upheld is not null as is_decided,
        -- same person, same place, same topic, an earlier one within 90 days
        person_key is not null and coalesce(
            received_at <= lag(received_at) over (
                partition by person_key, outlet_id, unit_id, category order by received_at, complaint_id
            ) + interval '90 days', false
        ) as is_repeated
    from judged

)

select * from final
order by outlet_id, received_at
