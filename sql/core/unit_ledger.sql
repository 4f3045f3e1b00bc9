-- materialize
-- Units of the ledger with the ids of their district and industry.
-- Grain: one row per unit_id.
-- Reads: stg_district_name, stg_industry_name, stg_unit.

select
    units.unit_id,
    units.unit_name,
    units.short_name,
    units.kind,
    units.parent_id,
    units.contact,
    units.phone,
    units.valid_from,
    units.valid_to,
    coalesce(industries.industry_id, units.industry, 'unknown') as industry_id,
    coalesce(districts.district_id, units.district, 'unknown') as district_id
from stg_unit as units
left join stg_industry_name as industries on units.industry = industries.industry_text
left join stg_district_name as districts on units.district = districts.district_text
