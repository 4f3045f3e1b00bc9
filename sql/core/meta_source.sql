-- How far each source reaches.
-- Grain: one row per source.
-- Reads: stg_as_of.

select source, as_of from stg_as_of order by source
