-- How many ratings belong to a case, to an outlet alone, or to nobody known.
-- Grain: one row.
-- Reads: fct_rating.

select
    count(*) as ratings,
    count(*) filter (where attached_by <> 'none') as of_cases,
    count(*) filter (where attached_by = 'none' and outlet_id <> 'unknown') as of_outlets,
    count(*) filter (where attached_by = 'none' and outlet_id = 'unknown') as of_nobody
from fct_rating
