-- Surveys on the scale of 100, each beside the same source's score of the period a year before and its benchmark.
-- Grain: one row per (survey_id, period, scope, scope_id, source).
-- Reads: survey_place.

with measured as (

    select scope, scope_id, source, period, avg(score_100) as score_100
    from survey_place
    group by scope, scope_id, source, period

),

final as (

    select
        surveys.* exclude (period_last_year),
        before.score_100 as last_year_score_100,
        surveys.score_100 - before.score_100 as change_from_last_year,
        surveys.score_100 - surveys.benchmark_100 as above_benchmark
    from survey_place as surveys
    left join measured as before
        on
            surveys.scope = before.scope
            and surveys.scope_id = before.scope_id
            and surveys.source is not distinct from before.source
            and surveys.period_last_year = before.period

)

select * from final
order by scope, scope_id, period
