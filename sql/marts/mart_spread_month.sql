-- How values lie by statistical month at the finest place: what KPIs of kind median are made from.
-- Grain: one row per (month, measure, spread_value, outlet_id, unit_id, district_id, township_id, industry_id).
-- observed: how many had this value; censored: how many had reached it and were still under way (open cases), so that
-- their own value is only known to be greater.
-- Reads: spread_call, spread_case.

with spreads as (

    select * from spread_call
    union all by name
    select * from spread_case

),

final as (

    select
        month, measure, spread_value, outlet_id, unit_id, district_id, township_id, industry_id,
        cast(observed as bigint) as observed,
        cast(censored as bigint) as censored
    from spreads

)

select * from final
order by measure, month, district_id, outlet_id, spread_value
