-- How far the cases of the published build reach, and how far those of the coming one.
-- Grain: one row.
-- Reads: meta_source, stg_as_of.

select
    meta_source.as_of as published,
    stg_as_of.as_of as coming
from meta_source
inner join stg_as_of on meta_source.source = stg_as_of.source
where meta_source.source = 'tickets'
