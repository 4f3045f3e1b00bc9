-- Valid cases and complaints that lie in no known district, and what their files name instead.
-- Grain: one row per (kind, id).
-- Reads: fct_complaint, fct_ticket, mart_load.

with listed as (

    select
        'ticket' as kind, ticket_id as id, started_at as received_at, cast(district as varchar) as district,
        cast(outlet_id as varchar) as outlet, cast(unit as varchar) as unit, cast(batch_id as varchar) as batch_id,
        line_number
    from fct_ticket
    where is_valid and district_id = 'unknown'
    union all
    select
        'complaint' as kind, complaint_id as id, received_at, null as district, cast(outlet_id as varchar) as outlet,
        cast(unit_id as varchar) as unit, cast(batch_id as varchar) as batch_id, line_number
    from fct_complaint
    where district_id = 'unknown'

)

select
    listed.kind, listed.id, listed.received_at, listed.district, nullif(listed.outlet, 'unknown') as outlet,
    nullif(listed.unit, 'unknown') as unit, loads.file_name, listed.line_number
from listed
left join mart_load as loads on listed.batch_id = loads.batch_id
order by listed.received_at desc, listed.kind, listed.id
