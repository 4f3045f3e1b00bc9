-- How far each source reaches: tickets, dispatches and suspensions share one as-of, no other source moves it.
-- Grain: one row per source.
-- Reads: lake_batch.

with batches as (

    select
        source,
        case when source in ('dispatches', 'suspensions') then 'tickets' else source end as clock,
        as_of
    from lake_batch

),

clocks as (

    select clock, max(as_of) as as_of from batches group by clock

),

final as (

    select distinct
        batches.source,
        clocks.as_of
    from batches
    inner join clocks on batches.clock = clocks.clock

)

select * from final
