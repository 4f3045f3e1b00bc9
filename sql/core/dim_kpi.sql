-- The KPI catalogue with what the city's exports make of it: a KPI whose columns nobody exports is not collected.
-- Grain: one row per kpi_id.
-- Reads: lake_batch, ref_kpi, ref_matter.

with cells as (

    select source, unnest(map_entries(cast(cast(columns as json) as map (varchar, bigint)))) as cell
    from lake_batch

),

filled as (

    select source || '.' || cell['key'] as column_path, sum(cell['value']) as cells
    from cells
    group by column_path
    union all
    select 'reference.matters' as column_path, count(*) as cells from ref_matter

),

requirements as (

    select kpi_id, unnest(requires) as requirement from ref_kpi

),

-- "a | b" is met by either
alternatives as (

    select kpi_id, requirement, unnest(string_split(requirement, ' | ')) as column_path from requirements

),

met as (

    select
        alternatives.kpi_id,
        alternatives.requirement,
        coalesce(sum(filled.cells), 0) > 0 as is_met
    from alternatives
    left join filled on alternatives.column_path = filled.column_path
    group by alternatives.kpi_id, alternatives.requirement

),

collected as (

    select kpi_id, bool_and(is_met) as is_collected from met group by kpi_id

),

final as (

    select
        ref_kpi.* exclude (numerator, denominator, scale, quantile),
        ref_kpi.numerator as numerator_measure,
        ref_kpi.denominator as denominator_measure,
        coalesce(ref_kpi.scale, 1) as scale,
        coalesce(ref_kpi.quantile, 0.5) as quantile,
        coalesce(collected.is_collected, true) as is_collected
    from ref_kpi
    left join collected on ref_kpi.kpi_id = collected.kpi_id

)

select * from final
order by kpi_id
