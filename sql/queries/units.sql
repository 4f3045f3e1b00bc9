-- Units with their kind and the office contact.
-- Grain: one row per unit_id.
-- Reads: dim_unit.

select unit_id, unit_name, short_name, kind, industry_id, district_id, is_registered, contact, phone
from dim_unit
order by unit_id
