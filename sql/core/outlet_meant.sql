-- view
-- Who is meant by the text of an outlet on a day.
-- Grain: one row per (outlet_text, asked_on).
-- Reads: name_meant.

select name_text as outlet_text, asked_on, target_id as outlet_id
from name_meant
where kind = 'outlet'
