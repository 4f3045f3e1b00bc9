-- materialize
-- What cases are about, numbered.
-- Grain: one row per (matter, channel, request_type).
-- Reads: fct_ticket.

with kinds as (

    select distinct
        coalesce(matter, cast('unknown' as word)) as matter,
        coalesce(channel, cast('unknown' as word)) as channel,
        coalesce(request_type, cast('unknown' as word)) as request_type
    from fct_ticket

)

select
    matter, channel, request_type,
    cast(row_number() over (order by matter, channel, request_type) as integer) as kind_number
from kinds
