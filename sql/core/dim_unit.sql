-- Units: those of the ledger, and every other name that exports give.
-- Grain: one row per unit_id.
-- Reads: fct_complaint, fct_dispatch, fct_summary, fct_task, fct_ticket, unit_ledger.

with seen as (

    select unit_id from fct_ticket
    union
    select unit_id from fct_complaint
    union
    select unit_id from fct_dispatch
    union
    select unit_id from fct_task
    union
    select scope_id as unit_id from fct_summary where scope = 'unit'
    union
    select 'unknown' as unit_id

),

final as (

    select *, true as is_registered from unit_ledger
    union all by name
    select
        unit_id,
        unit_id as unit_name,
        'other' as kind,
        'unknown' as industry_id,
        'unknown' as district_id,
        false as is_registered
    from seen
    where unit_id not in (select unit_ledger.unit_id from unit_ledger)

)

select * from final
order by is_registered desc, unit_id
