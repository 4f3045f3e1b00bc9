-- materialize
-- Where cases belong, numbered, so that the marts group a million cases by a number instead of five texts.
-- Grain: one row per (outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: fct_ticket, outlet_ledger.

with places as (

    select distinct outlet_id, unit_id, district_id, township_id, industry_id from fct_ticket

),

levelled as (

    select places.*, coalesce(outlets.entity_level, 'unknown') as entity_level
    from places
    left join outlet_ledger as outlets on places.outlet_id = outlets.outlet_id

)

select
    *,
    cast(row_number() over (order by outlet_id, unit_id, district_id, township_id, industry_id) as integer)
        as place_number,
    cast(dense_rank() over (order by district_id, township_id, industry_id, entity_level) as integer) as area_number
from levelled
