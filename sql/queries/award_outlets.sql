-- Outlets with what their eligibility for an award rests on.
-- Grain: one row per outlet_id.
-- Parameters: start, end.
-- Reads: dim_district, dim_industry, dim_item, dim_outlet, dim_unit, fct_inspection, fct_inspection_item, fct_ticket, mart_measure_month.

with handled as (

    select
        outlet_id,
        sum(value) filter (where measure = 'closed') as closed_cases,
        sum(value) filter (where measure = 'rated_actively') as active_ratings
    from mart_measure_month
    where measure in ('closed', 'rated_actively') and month between $start and $end
    group by outlet_id

),

inspected as (

    select
        outlet_id,
        count(*) as inspections,
        count(*) filter (where kind = 'unannounced') as unannounced,
        count(distinct inspector) as inspectors
    from fct_inspection
    where is_window and cast(inspected_at as date) between $start and $end
    group by outlet_id

),

-- A must-have counts as last checked in the period; what failed and was put right since is met.
must_haves as (

    select
        outlet_id,
        item_code,
        arg_max(result = 'fail' and not is_fixed, (inspected_at, inspection_id)) as is_failed
    from fct_inspection_item
    where
        is_must_have and result is not null and outlet_id is not null
        and cast(inspected_at as date) between $start and $end
    group by outlet_id, item_code

),

-- those that any outlet was checked for: one that nobody looks at is not asked of anybody
asked as (

    select items.item_code, items.item_name, items.item_name_en
    from (select distinct item_code from must_haves) as seen
    inner join dim_item as items on seen.item_code = items.item_code

),

held as (

    select
        outlets.outlet_id,
        count(*) as must_haves,
        count(must_haves.item_code) as must_haves_checked,
        string_agg(asked.item_name, '、' order by asked.item_code) filter (where is_failed) as must_haves_failed,
        string_agg(asked.item_name_en, ', ' order by asked.item_code) filter (where is_failed)
            as must_haves_failed_en
    from dim_outlet as outlets
    cross join asked
    left join must_haves on outlets.outlet_id = must_haves.outlet_id and asked.item_code = must_haves.item_code
    group by outlets.outlet_id

),

-- Open and past three times the promise (domain catalogue, K08).
severe as (

    select outlet_id, count(*) as severe_overdue
    from fct_ticket
    where is_overdue_open and promised_days is not null and net_workdays > 3 * promised_days
    group by outlet_id

)

select
    outlets.outlet_id, outlets.outlet_name, outlets.industry_id, industries.industry_name,
    outlets.entity_level, outlets.unit_id, units.unit_name, outlets.district_id, districts.district_name,
    outlets.township_id,
    outlets.opened_on, outlets.closed_on, outlets.is_registered, outlets.is_open,
    cast(coalesce(handled.closed_cases, 0) as bigint) as closed_cases,
    cast(coalesce(handled.active_ratings, 0) as bigint) as active_ratings,
    coalesce(inspected.inspections, 0) as inspections,
    coalesce(inspected.unannounced, 0) as unannounced,
    coalesce(inspected.inspectors, 0) as inspectors,
    coalesce(severe.severe_overdue, 0) as severe_overdue,
    coalesce(held.must_haves, 0) as must_haves,
    coalesce(held.must_haves_checked, 0) as must_haves_checked,
    held.must_haves_failed, held.must_haves_failed_en
from dim_outlet as outlets
left join dim_industry as industries on outlets.industry_id = industries.industry_id
left join dim_district as districts on outlets.district_id = districts.district_id
left join dim_unit as units on outlets.unit_id = units.unit_id
left join handled on outlets.outlet_id = handled.outlet_id
left join inspected on outlets.outlet_id = inspected.outlet_id
left join severe on outlets.outlet_id = severe.outlet_id
left join held on outlets.outlet_id = held.outlet_id
where outlets.outlet_id <> 'unknown'
order by outlets.outlet_id
