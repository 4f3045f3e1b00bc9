-- Inspectors and how severe each is: a random effect, shrunk by how little it rests on; above 0 is mild.
-- Grain: one row per inspector.
-- Reads: inspection_compared.

with by_outlet as (

    select
        inspector, outlet_id,
        count(*) as inspections,
        count(score) as inspections_scored,
        sum(score) as score_points,
        avg(difference) as difference
    from inspection_compared
    group by inspector, outlet_id

),

-- a window is one observation however often it was visited
compared as (

    select
        inspector,
        cast(sum(inspections) as bigint) as inspections,
        count(difference) as outlets_compared,
        round(sum(score_points) / nullif(sum(inspections_scored), 0), 6) as mean_score,
        round(avg(difference), 6) as difference,
        var_samp(difference) as variance
    from by_outlet
    group by inspector

),

-- of one window: pooled over all, for few windows tell little of their own spread
noise as (

    select sum(variance * (outlets_compared - 1)) / nullif(sum(outlets_compared - 1), 0) as variance
    from compared
    where variance is not null

),

measured as (

    select
        compared.* exclude (variance),
        round(sqrt(noise.variance / nullif(compared.outlets_compared, 0)), 6) as standard_error
    from compared
    cross join noise

),

-- how much inspectors truly differ: the spread of their differences less what chance alone would make
spread as (

    select greatest(var_samp(difference) - avg(standard_error * standard_error), 0) as variance
    from measured
    where standard_error is not null

),

final as (

    select
        measured.*,
        case when measured.standard_error > 0 then round(measured.difference / measured.standard_error, 6) end as z,
        -- adding nought makes an honest 0 of what is rounded to -0
        round(
            measured.difference * spread.variance
            / nullif(spread.variance + measured.standard_error * measured.standard_error, 0), 6
        ) + 0.0 as severity
    from measured
    cross join spread

)

select
    inspector, inspections, outlets_compared, mean_score, difference, standard_error, z, severity,
    coalesce(abs(z) > 2 and outlets_compared >= 10, false) as is_flagged
from final
order by inspector
