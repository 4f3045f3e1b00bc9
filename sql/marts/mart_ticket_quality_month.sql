-- Cases counted by what befell them: corrections, returns, extensions, answers on call-back, bad ratings, haste.
-- Grain: one row per (month, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, ticket_measure.

with started as (

    select
        dim_date.month,
        outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) filter (where suspended) as suspended,
        count(*) filter (where extended) as extended,
        count(*) filter (where immediate_matters) as immediate_matters,
        count(*) filter (where immediate_same_day) as immediate_same_day,
        count(*) filter (where proxies) as proxies,
        count(*) filter (where out_of_order) as out_of_order,
        count(*) filter (where disputed) as disputed,
        sum(suspended_days) as suspended_days,
        sum(gross_days) as gross_days
    from ticket_measure
    inner join dim_date on ticket_measure.started_on = dim_date.date
    group by dim_date.month, outlet_id, unit_id, district_id, township_id, industry_id

),

received as (

    select
        dim_date.month,
        outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) filter (where corrections_known) as corrections_known,
        count(*) filter (where corrected) as corrected,
        count(*) filter (where corrected_again) as corrected_again
    from ticket_measure
    inner join dim_date on ticket_measure.received_on = dim_date.date
    where corrections_known
    group by dim_date.month, outlet_id, unit_id, district_id, township_id, industry_id

),

dispatched as (

    select
        dim_date.month,
        outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) filter (where dispatched) as dispatched,
        count(*) filter (where returned) as returned,
        count(*) filter (where misrouted) as misrouted,
        count(*) filter (where response_due) as response_due,
        count(*) filter (where response_timely) as response_timely
    from ticket_measure
    inner join dim_date on ticket_measure.dispatched_on = dim_date.date
    where dispatched
    group by dim_date.month, outlet_id, unit_id, district_id, township_id, industry_id

),

closed as (

    select
        dim_date.month,
        outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) filter (where reopened_soon) as reopened_soon,
        count(*) filter (where resolution_known) as resolution_known,
        count(*) filter (where resolution_confirmed) as resolution_confirmed,
        count(*) filter (where claim_known) as claim_known,
        count(*) filter (where claim_resolved) as claim_resolved,
        count(*) filter (where satisfaction_known) as satisfaction_known,
        count(*) filter (where satisfaction_confirmed) as satisfaction_confirmed,
        count(*) filter (where rated_negative) as rated_negative,
        count(*) filter (where rated_badly) as rated_badly,
        count(*) filter (where bad_called_back) as bad_called_back,
        count(*) filter (where verification_due) as verification_due,
        count(*) filter (where verified_timely) as verified_timely,
        count(*) filter (where fix_due) as fix_due,
        count(*) filter (where fixed_timely) as fixed_timely,
        count(*) filter (where fix_answered) as fix_answered,
        count(*) filter (where fix_satisfied) as fix_satisfied,
        count(*) filter (where rush_possible) as rush_possible,
        count(*) filter (where rushed) as rushed,
        count(*) filter (where flag_alone) as flag_alone,
        count(*) filter (where flag_alone_on_time) as flag_alone_on_time
    from ticket_measure
    inner join dim_date on ticket_measure.closed_on = dim_date.date
    group by dim_date.month, outlet_id, unit_id, district_id, township_id, industry_id

),

due as (

    select
        dim_date.month,
        outlet_id, unit_id, district_id, township_id, industry_id,
        count(*) filter (where early_known) as early_known,
        count(*) filter (where early) as early,
        count(*) filter (where proxy_due) as proxy_due,
        count(*) filter (where proxy_due_on_time) as proxy_due_on_time,
        count(*) filter (where flag_comparable) as flag_comparable,
        count(*) filter (where flag_agrees) as flag_agrees
    from ticket_measure
    inner join dim_date on ticket_measure.due_on = dim_date.date
    where early_known or proxy_due or flag_comparable
    group by dim_date.month, outlet_id, unit_id, district_id, township_id, industry_id

),

events as (

    select *
    from started
    full join received using (month, outlet_id, unit_id, district_id, township_id, industry_id)
    full join dispatched using (month, outlet_id, unit_id, district_id, township_id, industry_id)
    full join closed using (month, outlet_id, unit_id, district_id, township_id, industry_id)
    full join due using (month, outlet_id, unit_id, district_id, township_id, industry_id)

),

final as (

    select
        events.month,
        cast(events.outlet_id as varchar) as outlet_id,
        cast(events.unit_id as varchar) as unit_id,
        cast(events.district_id as varchar) as district_id,
        cast(events.township_id as varchar) as township_id,
        cast(events.industry_id as varchar) as industry_id,
        cast(coalesce(events.suspended, 0) as bigint) as suspended,
        cast(coalesce(events.extended, 0) as bigint) as extended,
        cast(coalesce(events.immediate_matters, 0) as bigint) as immediate_matters,
        cast(coalesce(events.immediate_same_day, 0) as bigint) as immediate_same_day,
        cast(coalesce(events.proxies, 0) as bigint) as proxies,
        cast(coalesce(events.out_of_order, 0) as bigint) as out_of_order,
        cast(coalesce(events.disputed, 0) as bigint) as disputed,
        cast(coalesce(events.corrections_known, 0) as bigint) as corrections_known,
        cast(coalesce(events.corrected, 0) as bigint) as corrected,
        cast(coalesce(events.corrected_again, 0) as bigint) as corrected_again,
        cast(coalesce(events.dispatched, 0) as bigint) as dispatched,
        cast(coalesce(events.returned, 0) as bigint) as returned,
        cast(coalesce(events.misrouted, 0) as bigint) as misrouted,
        cast(coalesce(events.response_due, 0) as bigint) as response_due,
        cast(coalesce(events.response_timely, 0) as bigint) as response_timely,
        cast(coalesce(events.reopened_soon, 0) as bigint) as reopened_soon,
        cast(coalesce(events.resolution_known, 0) as bigint) as resolution_known,
        cast(coalesce(events.resolution_confirmed, 0) as bigint) as resolution_confirmed,
        cast(coalesce(events.claim_known, 0) as bigint) as claim_known,
        cast(coalesce(events.claim_resolved, 0) as bigint) as claim_resolved,
        cast(coalesce(events.satisfaction_known, 0) as bigint) as satisfaction_known,
        cast(coalesce(events.satisfaction_confirmed, 0) as bigint) as satisfaction_confirmed,
        cast(coalesce(events.rated_negative, 0) as bigint) as rated_negative,
        cast(coalesce(events.rated_badly, 0) as bigint) as rated_badly,
        cast(coalesce(events.bad_called_back, 0) as bigint) as bad_called_back,
        cast(coalesce(events.verification_due, 0) as bigint) as verification_due,
        cast(coalesce(events.verified_timely, 0) as bigint) as verified_timely,
        cast(coalesce(events.fix_due, 0) as bigint) as fix_due,
        cast(coalesce(events.fixed_timely, 0) as bigint) as fixed_timely,
        cast(coalesce(events.fix_answered, 0) as bigint) as fix_answered,
        cast(coalesce(events.fix_satisfied, 0) as bigint) as fix_satisfied,
        cast(coalesce(events.rush_possible, 0) as bigint) as rush_possible,
        cast(coalesce(events.rushed, 0) as bigint) as rushed,
        cast(coalesce(events.flag_alone, 0) as bigint) as flag_alone,
        cast(coalesce(events.flag_alone_on_time, 0) as bigint) as flag_alone_on_time,
        cast(coalesce(events.early_known, 0) as bigint) as early_known,
        cast(coalesce(events.early, 0) as bigint) as early,
        cast(coalesce(events.proxy_due, 0) as bigint) as proxy_due,
        cast(coalesce(events.proxy_due_on_time, 0) as bigint) as proxy_due_on_time,
        cast(coalesce(events.flag_comparable, 0) as bigint) as flag_comparable,
        cast(coalesce(events.flag_agrees, 0) as bigint) as flag_agrees,
        cast(coalesce(events.suspended_days, 0) as bigint) as suspended_days,
        cast(coalesce(events.gross_days, 0) as bigint) as gross_days
    from events

)

select * from final
