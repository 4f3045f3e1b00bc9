-- view
-- Who is meant by the text of a unit on a day.
-- Grain: one row per (unit_text, asked_on).
-- Reads: name_meant.

select name_text as unit_text, asked_on, target_id as unit_id
from name_meant
where kind = 'unit'
