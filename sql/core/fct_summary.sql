-- Totals that somebody reported (self) or published (upper): shown beside our figures, never added to them.
-- Grain: one row per (period, publisher, kpi_text, unit, scope, scope_text).
-- Reads: outlet_meant, ref_kpi, stg_district_name, stg_industry_name, stg_period, stg_summary, unit_meant.

with kpis as (

    select kpi_id as kpi_text, kpi_id from ref_kpi
    union
    select name_zh as kpi_text, min(kpi_id) as kpi_id from ref_kpi group by name_zh having count(*) = 1

),

asked as (

    select
        totals.* exclude (scope, scope_id),
        totals.scope_id as scope_text,
        coalesce(totals.scope, case when totals.unit is null then 'city' else 'unit' end) as scope,
        case
            when coalesce(totals.scope, 'unit') = 'unit' then coalesce(totals.scope_id, totals.unit)
            else totals.scope_id
        end as object_text,
        periods.ends_on
    from stg_summary as totals
    left join stg_period as periods on totals.period = periods.period

),

final as (

    select
        asked.* exclude (kpi_id, object_text, value, ends_on),
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
    left join unit_meant as units on asked.object_text = units.unit_text and asked.ends_on = units.asked_on
    left join stg_district_name as districts on asked.object_text = districts.district_text
    left join stg_industry_name as industries on asked.object_text = industries.industry_text
    left join outlet_meant as outlets
        on asked.object_text = outlets.outlet_text and asked.ends_on = outlets.asked_on

)

select * from final
order by kpi_id, period, publisher
