-- The surveys behind a number: what one measure adds up under a selection, and where each stands in an export.
-- Grain: one row per line of an export; the sum of amount is the number. Each is told at its own level only, so that of
-- a whole city only surveys of the city count.
-- Parameters: measure, start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_outlet, dim_scope, fct_survey, mart_load, survey_mark.

with selected as (

    select batch_id, sheet_name, row_number, amount
    from survey_mark
    where
        measure = $measure
        -- with what it is to be held against: without it a survey adds nothing and is not counted
        and (amount <> 0 or not starts_with($measure, 'surveys_'))
        and month between $start and $end
        and ($district_id is null or district_id = $district_id)
        and ($township_id is null or township_id = $township_id)
        and ($industry_id is null or industry_id = $industry_id)
        and ($unit_id is null or unit_id = $unit_id)
        and ($outlet_id is null or outlet_id = $outlet_id)
        and (
            $entity_level is null
            or outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )
        and only_scope = case
            when $outlet_id is not null then 'outlet'
            when $unit_id is not null then 'unit'
            when $township_id is not null then 'township'
            when $industry_id is not null then 'industry'
            when $district_id is not null then 'district'
            else 'city'
        end

)

select
    surveys.survey_id, surveys.period, surveys.scope, coalesce(scopes.scope_name, surveys.scope_text) as surveyed,
    surveys.source, surveys.score, surveys.scale, surveys.score_100, surveys.last_year_score_100,
    surveys.benchmark_100, surveys.benchmark_name, surveys.sent, surveys.returned,
    selected.amount,
    loads.file_name, surveys.sheet_name, surveys.row_number, surveys.line_number, surveys.batch_id
from selected
inner join fct_survey as surveys
    on
        selected.batch_id = surveys.batch_id
        and selected.sheet_name is not distinct from surveys.sheet_name
        and selected.row_number = surveys.row_number
left join dim_scope as scopes on surveys.scope = scopes.scope and surveys.scope_id = scopes.scope_id
left join mart_load as loads on surveys.batch_id = loads.batch_id
order by surveys.period_start, surveys.period, surveys.survey_id, loads.file_name, surveys.line_number
limit $max_rows
