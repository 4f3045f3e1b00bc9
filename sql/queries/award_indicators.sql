-- The sums behind each outlet's indicators in an appraisal period; for scores of inspections and surveys also the spread.
-- Grain: one row per (outlet_id, kpi_id).
-- Parameters: kpi_ids, start, end.
-- Reads: dim_kpi, fct_inspection, mart_item_month, mart_measure_month.

with measures as (

    select *, cast(null as varchar) as item_id, cast(null as varchar) as only_scope from mart_measure_month
    union all by name
    select * from mart_item_month

),

exact as (select * replace (cast(value as decimal(20, 9)) as value) from measures),

rules as (

    select distinct numerator_measure as measure, kind as rule from dim_kpi where kind in ('latest', 'passing')

),

-- as in kpi_by_level, of decimals too
counted as (

    select
        measures.outlet_id,
        measures.measure,
        case
            when measures.item_id is null then sum(measures.value)
            when rules.rule = 'latest' then arg_max(measures.value, measures.month)
            when rules.rule = 'passing' then cast(sum(measures.value) >= -1e-6 as integer)
            else max(measures.value)
        end as value
    from exact as measures
    left join rules on measures.measure = rules.measure
    where measures.month between $start and $end and measures.outlet_id <> 'unknown'
    group by measures.outlet_id, measures.measure, measures.item_id, rules.rule

),

sums as (

    select outlet_id, measure, cast(sum(value) as double) as value
    from counted
    group by outlet_id, measure

),

parts as (

    select kpis.kpi_id, sums.outlet_id, sums.value as numerator, 0.0 as denominator
    from dim_kpi as kpis
    inner join sums on kpis.numerator_measure = sums.measure
    where list_contains($kpi_ids, kpis.kpi_id) and kpis.is_collected
    union all
    select kpis.kpi_id, sums.outlet_id, 0.0 as numerator, sums.value as denominator
    from dim_kpi as kpis
    inner join sums on kpis.denominator_measure = sums.measure
    where list_contains($kpi_ids, kpis.kpi_id) and kpis.is_collected

),

indicators as (

    select outlet_id, kpi_id, sum(numerator) as numerator, sum(denominator) as denominator
    from parts
    group by outlet_id, kpi_id

),

squares as (

    select outlet_id, 'I02' as kpi_id, sum(score * score) as score_squares
    from fct_inspection
    where is_window and score is not null and cast(inspected_at as date) between $start and $end
    group by outlet_id
    union all
    select outlet_id, replace(measure, 'survey_squares_', 'S10.') as kpi_id, value as score_squares
    from sums
    where starts_with(measure, 'survey_squares_')

)

select
    indicators.outlet_id,
    indicators.kpi_id,
    indicators.numerator,
    indicators.denominator,
    squares.score_squares as sum_of_squares
from indicators
left join squares on indicators.outlet_id = squares.outlet_id and indicators.kpi_id = squares.kpi_id
order by indicators.outlet_id, indicators.kpi_id
