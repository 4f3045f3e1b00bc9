-- Outlets: those of the ledger, and every other number that exports give.
-- Grain: one row per outlet_id.
-- Reads: fct_complaint, fct_inspection, fct_rating, fct_survey, fct_ticket, fct_visit, outlet_ledger.

with seen as (

    select outlet_id from fct_ticket
    union
    select outlet_id from fct_complaint
    union
    select outlet_id from fct_inspection where outlet_id is not null
    union
    select outlet_id from fct_rating
    union
    select outlet_id from fct_survey
    union
    select outlet_id from fct_visit
    union
    select 'unknown' as outlet_id

),

final as (

    select *, true as is_registered from outlet_ledger
    union all by name
    select
        outlet_id,
        outlet_id as outlet_name,
        'unknown' as industry_id,
        'unknown' as unit_id,
        'unknown' as district_id,
        'unknown' as township_id,
        false as is_open,
        false as is_registered
    from seen
    where outlet_id not in (select outlet_ledger.outlet_id from outlet_ledger)

)

select * from final
order by is_registered desc, outlet_id
