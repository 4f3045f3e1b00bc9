-- materialize
-- Suspensions that stop the clock of a ticket: a legal type and a document, clipped to the case and to the as-of.
-- Grain: one row per (ticket_id, variant, island); variant 'all', or 'ended' for those that ended by the as-of.
-- Reads: ref_date, stg_as_of, stg_suspension, stg_ticket.

with as_of as (

    select cast(as_of as date) as today from stg_as_of where source = 'tickets'

),

tickets as (
    select ticket_id, cast(started_at as date) as started_on from stg_ticket
),

legal as (

    select
        suspensions.ticket_id,
        tickets.started_on,
        cast(suspensions.started_at as date) as suspended_on,
        cast(suspensions.ended_at as date) as resumed_on,
        as_of.today
    from stg_suspension as suspensions
    inner join tickets on suspensions.ticket_id = tickets.ticket_id
    cross join as_of
    where
        suspensions.legal_type is not null
        and trim(coalesce(suspensions.document_no, '')) <> ''
        and cast(suspensions.started_at as date) <= as_of.today

),

-- distinct: two pauses of the same days are one
clipped as (

    select distinct
        ticket_id,
        unnest(case when resumed_on <= today then ['all', 'ended'] else ['all'] end) as variant,
        greatest(suspended_on, started_on) as from_date,
        least(coalesce(resumed_on, today), today) as to_date
    from legal

),

marked as (

    select
        *,
        coalesce(from_date > max(to_date) over (
            partition by ticket_id, variant order by from_date, to_date
            rows between unbounded preceding and 1 preceding
        ), true) as begins_island
    from clipped
    -- one that began today has stopped no day yet, and is a suspension all the same
    where to_date >= from_date

),

numbered as (

    select
        *,
        sum(cast(begins_island as integer)) over (
            partition by ticket_id, variant order by from_date, to_date
            rows between unbounded preceding and current row
        ) as island
    from marked

),

merged as (

    select ticket_id, variant, island, min(from_date) as from_date, max(to_date) as to_date
    from numbered
    group by ticket_id, variant, island

),

final as (

    select
        merged.*,
        first_day.workday_number as from_number,
        last_day.workday_number as to_number
    from merged
    inner join ref_date as first_day on merged.from_date = first_day.date
    inner join ref_date as last_day on merged.to_date = last_day.date

)

select * from final
