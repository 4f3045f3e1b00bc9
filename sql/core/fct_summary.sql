-- Totals that somebody reported (self) or published (upper): shown beside our figures, never added to them.
-- A share is a fraction, however it was written; a row that cannot be true keeps its parts and has no value.
-- Grain: one row per (period, publisher, kpi_id, scope, scope_id), the newest.
-- Reads: outlet_meant, ref_kpi, stg_batch, stg_district_name, stg_industry_name, stg_period, stg_summary, unit_meant.

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

resolved as (

    select
        asked.* exclude (kpi_id, object_text, ends_on),
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
        batches.batch_order
    from asked
    inner join stg_batch as batches on asked.batch_id = batches.batch_id
    left join kpis on asked.kpi_id = kpis.kpi_text
    left join unit_meant as units on asked.object_text = units.unit_text and asked.ends_on = units.asked_on
    left join stg_district_name as districts on asked.object_text = districts.district_text
    left join stg_industry_name as industries on asked.object_text = industries.industry_text
    left join outlet_meant as outlets
        on asked.object_text = outlets.outlet_text and asked.ends_on = outlets.asked_on

),

-- one KPI may be written by number and by name, one unit by number, name and short name
newest as (

    select
        *,
        row_number() over (
            partition by period, publisher, kpi_id, scope, scope_id
            order by batch_order desc, sheet_name desc, row_number desc
        ) as newest_first
    from resolved

),

measured as (

    select
        newest.* exclude (newest_first, batch_order, value),
        newest.value as value_written,
        -- households alone are visited more than once: assert_shares_are_shares
        coalesce(ref_kpi.unit = '%' and ref_kpi.numerator is distinct from 'households_visited', false) as is_share,
        newest.numerator / nullif(newest.denominator, 0) as ratio,
        coalesce(ref_kpi.scale, 1) as scale
    from newest
    left join ref_kpi on newest.kpi_id = ref_kpi.kpi_id
    where newest.newest_first = 1

),

scaled as (

    select
        *,
        case
            when value_written is null then ratio * scale
            when is_share and coalesce(abs(value_written / 100 - ratio) < abs(value_written - ratio), value_written > 1)
                then value_written / 100
            else value_written
        end as value_meant
    from measured

),

judged as (

    select
        *,
        case
            when is_share and numerator > denominator then 'parts_beyond_whole'
            when is_share and not value_meant between 0 and 1 then 'beyond_whole'
        end as doubt
    from scaled

)

select
    * exclude (is_share, ratio, scale, value_meant),
    case when doubt is null then value_meant end as value
from judged
order by kpi_id, period, publisher, scope, scope_id
