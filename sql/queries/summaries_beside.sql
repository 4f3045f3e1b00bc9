-- Totals reported or published for periods within the selection, about its place or what lies in it.
-- Grain: one row per (period, publisher, kpi_id, scope, scope_id).
-- Parameters: start, end, district_id, township_id, industry_id, entity_level.
-- Reads: dim_date, dim_outlet, dim_scope, dim_township, dim_unit, fct_summary, mart_load, meta_build.

with months as (

    select
        dim_date.month,
        dim_date.month_name,
        left(dim_date.month_name, 4) as year_name,
        cast(right(dim_date.month_name, 2) as integer) as month_number,
        max(dim_date.date) as last_day
    from dim_date
    cross join meta_build
    where dim_date.month <= cast(meta_build.as_of as date)
    group by dim_date.month, dim_date.month_name

),

named as (

    select
        month,
        last_day,
        unnest([
            month_name,
            year_name || 'Q' || cast(cast(ceil(month_number / 3.0) as integer) as varchar),
            year_name || 'H' || cast(cast(ceil(month_number / 6.0) as integer) as varchar),
            year_name
        ]) as period
    from months

),

-- a period that is not over reaches as far as the data do
spans as (

    select period, min(month) as starts_on, max(last_day) as ends_on
    from named
    group by period

),

placed as (

    select
        totals.*,
        case totals.scope
            when 'district' then totals.scope_id
            when 'township' then townships.district_id
            when 'unit' then units.district_id
            when 'outlet' then outlets.district_id
        end as district_id,
        case totals.scope when 'township' then totals.scope_id when 'outlet' then outlets.township_id end
            as township_id,
        case totals.scope
            when 'industry' then totals.scope_id
            when 'unit' then units.industry_id
            when 'outlet' then outlets.industry_id
        end as industry_id,
        outlets.entity_level
    from fct_summary as totals
    left join dim_township as townships
        on totals.scope = 'township' and totals.scope_id = townships.township_id
    left join dim_unit as units on totals.scope = 'unit' and totals.scope_id = units.unit_id
    left join dim_outlet as outlets on totals.scope = 'outlet' and totals.scope_id = outlets.outlet_id

)

select
    placed.period, spans.starts_on, spans.ends_on,
    spans.ends_on >= cast(meta_build.as_of as date) as reaches_as_of,
    placed.publisher, placed.kpi_id, placed.kpi_text, placed.is_kpi_known, placed.scope, placed.scope_id,
    coalesce(names.scope_name, placed.scope_id) as name,
    placed.numerator, placed.denominator, placed.value_written, placed.value, placed.doubt,
    placed.rank, placed.rank_of, placed.definition,
    loads.file_name, placed.sheet_name, placed.line_number
from placed
cross join meta_build
inner join spans on placed.period = spans.period
left join dim_scope as names on placed.scope = names.scope and placed.scope_id = names.scope_id
left join mart_load as loads on placed.batch_id = loads.batch_id
where
    spans.starts_on >= $start
    and spans.ends_on <= $end
    and ($district_id is null or placed.district_id = $district_id)
    and ($township_id is null or placed.township_id = $township_id)
    and ($industry_id is null or placed.industry_id = $industry_id)
    and ($entity_level is null or placed.entity_level = $entity_level)
order by
    array_position(['city', 'district', 'township', 'industry', 'unit', 'outlet'], placed.scope),
    name, placed.kpi_id, placed.period, placed.publisher
