-- Names that mean a unit or an outlet, and when: those of the ledgers and the confirmed ones.
-- Grain: one row per (kind, name_text, target_id, origin, valid_from, valid_to).
-- Reads: stg_outlet_name, stg_unit_name.

select
    'unit' as kind,
    unit_text as name_text,
    plain_text,
    unit_id as target_id,
    case preference when 0 then 'office' when 2 then 'name' when 3 then 'short_name' else 'table' end as origin,
    valid_from,
    valid_to
from stg_unit_name
where preference <> 1
union all
select
    'outlet' as kind,
    outlet_text as name_text,
    plain_text,
    outlet_id as target_id,
    case preference when 0 then 'office' when 2 then 'name' else 'table' end as origin,
    valid_from,
    valid_to
from stg_outlet_name
where preference <> 1
order by kind, name_text, target_id, valid_from
