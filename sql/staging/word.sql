-- enum
-- The words that cases repeat: ids of places, codes, names. Each is stored once, and cases hold its number.
-- Grain: one row per word.
-- Reads: lake_tickets, stg_district_name, stg_industry_name, stg_outlet, stg_outlet_name, stg_unit, stg_unit_name.

with written as (

    select distinct channel as word from lake_tickets
    union all
    select distinct matter as word from lake_tickets
    union all
    select distinct case_type as word from lake_tickets
    union all
    select distinct request_type as word from lake_tickets
    union all
    select distinct category_1 as word from lake_tickets
    union all
    select distinct category_2 as word from lake_tickets
    union all
    select distinct category_3 as word from lake_tickets
    union all
    select distinct urgency as word from lake_tickets
    union all
    select distinct status as word from lake_tickets
    union all
    select distinct callback_result as word from lake_tickets
    union all
    select distinct crs as word from lake_tickets
    union all
    select distinct grid_id as word from lake_tickets
    union all
    select distinct outlet_id as word from lake_tickets
    union all
    select distinct unit as word from lake_tickets
    union all
    select distinct district as word from lake_tickets
    union all
    select distinct township as word from lake_tickets
    union all
    select distinct batch_id as word from lake_tickets
    union all
    select distinct sheet_name as word from lake_tickets

),

-- what the ledgers make of them
known as (

    select outlet_id as word from stg_outlet_name
    union all
    select unit_id as word from stg_unit_name
    union all
    select unnest([unit_id, district, industry]) as word from stg_unit
    union all
    select unnest([outlet_id, district, industry]) as word from stg_outlet
    union all
    select district_id as word from stg_district_name
    union all
    select industry_id as word from stg_industry_name

),

-- what fct_ticket itself says: attribution, origin of the due time
said as (

    select unnest([
        'window', 'outlet', 'unit', 'township', 'district', 'none', 'unknown',
        'declared', 'promised_days', 'promised_hours'
    ]) as word

),

final as (

    select word from written
    union
    select word from known
    union
    select word from said

)

-- in the order of the words, so that sorting and comparing by number is sorting and comparing by word
select word from final
where word is not null
order by word
