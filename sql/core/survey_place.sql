-- view
-- Surveys with their object named, their period as days, and their score and benchmark brought to 100.
-- Grain: one row per (survey_id, period, scope, scope_id, source).
-- Reads: outlet_ledger, outlet_meant, stg_district_name, stg_industry_name, stg_period, stg_survey.

with named as (

    select
        surveys.* exclude (scope_id, scale),
        surveys.scope_id as scope_text,
        case surveys.scope
            when 'city' then 'city'
            when 'district' then coalesce(districts.district_id, surveys.scope_id)
            when 'industry' then coalesce(industries.industry_id, surveys.scope_id)
            when 'outlet' then coalesce(outlet_names.outlet_id, surveys.scope_id)
        end as scope_id,
        -- the contract lets only scores above 10 do without a scale
        coalesce(cast(surveys.scale as integer), 100) as scale
    from stg_survey as surveys
    left join stg_district_name as districts on surveys.scope_id = districts.district_text
    left join stg_industry_name as industries on surveys.scope_id = industries.industry_text
    left join stg_period as periods on surveys.period = periods.period
    left join outlet_meant as outlet_names
        on surveys.scope_id = outlet_names.outlet_text and periods.ends_on = outlet_names.asked_on

)

select
    named.*,
    make_date(
        cast(left(named.period, 4) as integer),
        case
            when named.period like '____-__' then cast(right(named.period, 2) as integer)
            when named.period like '____Q_' then 3 * cast(right(named.period, 1) as integer) - 2
            when named.period like '____H_' then 6 * cast(right(named.period, 1) as integer) - 5
            else 1
        end,
        1
    ) as period_start,
    cast(cast(left(named.period, 4) as integer) - 1 as varchar) || substr(named.period, 5) as period_last_year,
    100.0 * named.score / named.scale as score_100,
    100.0 * named.benchmark / named.scale as benchmark_100,
    case when named.scope = 'outlet' then named.scope_id else 'unknown' end as outlet_id,
    coalesce(outlets.unit_id, 'unknown') as unit_id,
    case
        when named.scope = 'district' then named.scope_id else coalesce(outlets.district_id, 'unknown')
    end as district_id,
    coalesce(outlets.township_id, 'unknown') as township_id,
    case
        when named.scope = 'industry' then named.scope_id else coalesce(outlets.industry_id, 'unknown')
    end as industry_id
from named
left join outlet_ledger as outlets on named.scope = 'outlet' and named.scope_id = outlets.outlet_id
