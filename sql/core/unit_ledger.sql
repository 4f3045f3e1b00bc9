-- materialize
-- Units of the ledger as they are today, with the ids of their district and industry.
-- Grain: one row per unit_id.
-- Reads: stg_today, stg_unit, unit_history.

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
    history.industry_id,
    history.district_id
from stg_unit as units
cross join stg_today
inner join unit_history as history
    on
        units.unit_id = history.unit_id
        and units.valid_from is not distinct from history.valid_from
        and stg_today.today between history.from_day and history.to_day
