-- The statistical months that have data, and whether the cases reach past their last day.
-- Grain: one row per month.
-- Reads: dim_date, mart_measure_month, meta_build.

with used as (

    select min(month) as first_month from mart_measure_month where value > 0

),

bounds as (

    select
        month,
        any_value(month_name) as month_name,
        min(date) as first_day,
        max(date) as last_day
    from dim_date
    group by month

)

select
    bounds.month,
    bounds.month_name,
    bounds.last_day,
    bounds.last_day + interval '1 day' - interval '1 second' <= meta_build.as_of as is_complete
from bounds
cross join used
cross join meta_build
where bounds.month >= used.first_month and bounds.first_day <= cast(meta_build.as_of as date)
order by bounds.month
