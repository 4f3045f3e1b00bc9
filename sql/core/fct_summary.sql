-- Totals that somebody reported (self) or published (upper): shown beside our figures, never added to them.
-- Grain: one row per (period, publisher, kpi_text, unit, scope, scope_text).
-- Reads: ref_kpi, stg_district_name, stg_industry_name, stg_outlet_name, stg_summary, stg_unit_name.

with units as (

    select unit_text, arg_min(unit_id, (preference, unit_id)) as unit_id from stg_unit_name group by unit_text

),

kpis as (

    select kpi_id as kpi_text, kpi_id from ref_kpi
    union
    select name_zh as kpi_text, min(kpi_id) as kpi_id from ref_kpi group by name_zh having count(*) = 1

),

asked as (

    select
        * exclude (scope, scope_id),
        scope_id as scope_text,
        coalesce(scope, case when unit is null then 'city' else 'unit' end) as scope,
        case when coalesce(scope, 'unit') = 'unit' then coalesce(scope_id, unit) else scope_id end as object_text
    from stg_summary

),

final as (

    select
        asked.* exclude (kpi_id, object_text, value),
        asked.kpi_id as kpi_text,
        coalesce(kpis.kpi_id, asked.kpi_id) as kpi_id,
        kpis.kpi_id is not null as is_kpi_known,
        case asked.scope
            when 'city' then 'city'
            when 'district' then coalesce(districts.district_id, asked.object_text, 'unknown')
            when 'industry' then coalesce(industries.industry_id, asked.object_text, 'unknown')
            when 'unit' then coalesce(units.unit_id, asked.object_text, 'unknown')
            when 'outlet' then coalesce(outlets.outlet_id, asked.object_text, 'unknown')
            else coalesce(asked.object_text, 'unknown')
        end as scope_id,
        coalesce(asked.value, asked.numerator / nullif(asked.denominator, 0)) as value
    from asked
    left join kpis on asked.kpi_id = kpis.kpi_text
    left join units on asked.object_text = units.unit_text
    left join stg_district_name as districts on asked.object_text = districts.district_text
    left join stg_industry_name as industries on asked.object_text = industries.industry_text
    left join stg_outlet_name as outlets on asked.object_text = outlets.outlet_text

)

select * from final
order by kpi_id, period, publisher
