-- stored view
-- What each survey adds to which measure, by the last month of its period: scores on the scale of 100, source by source,
-- and forms sent and returned.
-- Grain: one row per (batch_id, sheet_name, row_number, measure).
-- A survey of the city is not the sum of those of its districts: each is told at its own level only.
-- Reads: dim_date, fct_survey.

with surveys as (

    select
        *,
        coalesce(source, 'unnamed') as part,
        cast(
            period_start + to_months(
                case
                    when period like '____-__' then 0
                    when period like '____Q_' then 2
                    when period like '____H_' then 5
                    else 11
                end
            ) as date
        ) as last_month
    from fct_survey

),

-- a period that begins on the 26th is named for its last day; years the calendar lacks go by the calendar month
months as (

    select distinct month_name, month from dim_date

),

told as (

    select
        surveys.batch_id, surveys.sheet_name, surveys.row_number,
        coalesce(months.month, surveys.last_month) as month,
        surveys.scope as only_scope,
        surveys.outlet_id, surveys.unit_id, surveys.district_id, surveys.township_id, surveys.industry_id,
        unnest([
            { 'measure': 'surveys_' || part, 'amount': 1.0 },
            { 'measure': 'survey_points_' || part, 'amount': score_100 },
            { 'measure': 'survey_squares_' || part, 'amount': score_100 * score_100 },
            {
                'measure': 'surveys_with_last_year_' || part,
                'amount': cast(change_from_last_year is not null as double)
            },
            { 'measure': 'survey_change_' || part, 'amount': change_from_last_year },
            { 'measure': 'surveys_with_benchmark_' || part, 'amount': cast(above_benchmark is not null as double) },
            { 'measure': 'survey_lead_' || part, 'amount': above_benchmark },
            { 'measure': 'forms_sent', 'amount': case when returned is not null then cast(sent as double) end },
            { 'measure': 'forms_returned', 'amount': case when sent is not null then cast(returned as double) end },
            { 'measure': 'answers', 'amount': cast(returned as double) }
        ]) as told
    from surveys
    left join months on left(cast(surveys.last_month as varchar), 7) = months.month_name

)

select
    batch_id, sheet_name, row_number, month, only_scope,
    outlet_id, unit_id, district_id, township_id, industry_id,
    told.measure,
    told.amount
from told
where told.amount is not null
