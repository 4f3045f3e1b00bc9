-- materialize
-- The last day of every period that totals and surveys name: who bears a name is asked of that day.
-- Grain: one row per period.
-- Reads: lake_summaries, lake_surveys.

with periods as (

    select period from lake_summaries
    union
    select period from lake_surveys

)

select
    period,
    last_day(make_date(
        cast(left(period, 4) as integer),
        case
            when period like '____-__' then cast(right(period, 2) as integer)
            when period like '____Q_' then 3 * cast(right(period, 1) as integer)
            when period like '____H_' then 6 * cast(right(period, 1) as integer)
            else 12
        end,
        1
    )) as ends_on
from periods
