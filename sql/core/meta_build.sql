-- The build: its number, as-of, code and lake.
-- Grain: one row per build_id.
-- Reads: ref_build, stg_as_of.

with as_of as (

    select coalesce(max(as_of) filter (where source = 'tickets'), max(as_of)) as as_of from stg_as_of

)

select ref_build.*, as_of.as_of
from ref_build
cross join as_of
