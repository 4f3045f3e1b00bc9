-- view
-- KPIs of kind median by month and scope: the least value that the asked share (quantile) of all does not exceed, as
-- Kaplan and Meier reckon it: who is still under way counts as long as it was watched. Without any such it is the
-- nearest rank. No numerator; the denominator is how many stand behind it; null where too few have come that far.
-- Grain: one row per (kpi_id, month, scope, scope_id).
-- Reads: dim_kpi, mart_spread_month.

with scoped as (

    select
        measure, month, spread_value, observed, observed + censored as watched,
        unnest([
            { 'scope': 'city', 'scope_id': 'city' },
            { 'scope': 'district', 'scope_id': district_id },
            { 'scope': 'township', 'scope_id': township_id },
            { 'scope': 'industry', 'scope_id': industry_id },
            { 'scope': 'unit', 'scope_id': unit_id },
            { 'scope': 'outlet', 'scope_id': outlet_id }
        ]) as place
    from mart_spread_month

),

counted as (

    select
        measure, month, place.scope, place.scope_id, spread_value,
        cast(sum(observed) as double) as observed,
        cast(sum(watched) as double) as watched
    from scoped
    group by measure, month, place.scope, place.scope_id, spread_value

),

-- with a number each, since windows over texts cost more
members as (

    select
        measure, month, scope, scope_id,
        cast(row_number() over () as integer) as member_number,
        sum(watched) as all_watched,
        sum(watched) > sum(observed) as is_censored
    from counted
    group by measure, month, scope, scope_id

),

at_risk as (

    select
        members.member_number, members.all_watched, members.is_censored,
        counted.spread_value, counted.observed,
        sum(counted.watched) over (
            partition by members.member_number order by counted.spread_value desc
        ) as still_watched
    from counted
    inner join members
        on
            counted.measure = members.measure
            and counted.month = members.month
            and counted.scope = members.scope
            and counted.scope_id = members.scope_id

),

survived as (

    -- where all ended, the factors cancel out
    select member_number, all_watched, spread_value, (still_watched - observed) / all_watched as share_left
    from at_risk
    where not is_censored
    union all
    select
        member_number, all_watched, spread_value,
        -- a factor of 0 ends the product
        case
            when min(still_watched - observed) over passed = 0 then 0
            else coalesce(exp(sum(ln(nullif(1.0 - observed / still_watched, 0))) over passed), 1)
        end as share_left
    from at_risk
    where is_censored
    window passed as (partition by member_number order by spread_value)

),

ended as (

    select
        survived.member_number, kpis.kpi_id,
        any_value(survived.all_watched) as denominator,
        -- exp and ln leave crumbs
        min(survived.spread_value) filter (where survived.share_left <= 1 - kpis.quantile + 1e-9) as value
    from survived
    inner join members on survived.member_number = members.member_number
    inner join dim_kpi as kpis
        on members.measure = kpis.numerator_measure and list_contains(kpis.scopes, members.scope)
    where kpis.kind = 'median' and kpis.is_collected
    group by survived.member_number, kpis.kpi_id

)

select
    ended.kpi_id, members.month, members.scope, members.scope_id,
    cast(null as double) as numerator,
    ended.denominator,
    ended.value
from ended
inner join members on ended.member_number = members.member_number
