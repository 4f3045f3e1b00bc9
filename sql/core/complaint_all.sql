-- view
-- Complaints of the complaints exports, and the tickets of type complaint that no such export carries.
-- Grain: one row per complaint_id.
-- Reads: complaint_case, complaint_place, fct_ticket.

with exported as (

    select
        complaint_id, channel, received_at, outlet_id, unit_id, district_id, township_id, industry_id,
        source_ticket_id, case_id, category, severity, promised_days, due_at as due_at_declared, first_due_at,
        first_reply_at, visited_at, closed_at, first_closed_at,
        cast(null as timestamp) as withdrawn_at,
        false as is_floating,
        is_upheld, callback_result, is_resolved, is_satisfied, escalated_to, person_key, content,
        'complaint' as origin, batch_id, sheet_name, row_number, line_number
    from complaint_place

),

from_tickets as (

    select
        tickets.ticket_id as complaint_id,
        case
            when channel = 'hotline' then 'hotline_12345'
            when channel in ('online', 'letter') then channel
            -- a case told at a window, by a grid worker or on a visit to the home is none of the others
            when channel is not null then 'other'
        end as channel,
        coalesce(received_at, accepted_at) as received_at,
        outlet_id, unit_id, district_id, township_id, industry_id,
        tickets.ticket_id as source_ticket_id,
        cases.case_id,
        cast(null as varchar) as category,
        cast(null as varchar) as severity,
        promised_days, due_at_declared,
        -- the case's clock has decided: promise, suspensions and all
        due_at as first_due_at,
        first_contact_at as first_reply_at,
        cast(null as timestamp) as visited_at,
        first_closed_at as closed_at,
        first_closed_at, withdrawn_at, is_floating,
        cast(null as boolean) as is_upheld,
        callback_result,
        citizen_says_resolved as is_resolved,
        citizen_satisfied as is_satisfied,
        cast(null as varchar) as escalated_to,
        person_key, content,
        'ticket' as origin, batch_id, sheet_name, row_number, line_number
    from fct_ticket as tickets
    inner join complaint_case as cases on tickets.ticket_id = cases.id_text
    where
        request_type = 'complaint'
        and is_valid
        and not cases.is_exported

)

select * from exported
union all
select * from from_tickets
