-- view
-- Inspection items with their line of the check sheet in force on the day; its names are codes too.
-- Grain: one row per (inspection_id, item_code).
-- Reads: outlet_meant, ref_checklist, stg_inspection_item.

with named as (

    select item_code as item_text, item_code from ref_checklist
    union all
    select name_zh as item_text, item_code from ref_checklist

),

codes as (

    select item_text, min(item_code) as item_code from named group by item_text

),

coded as (

    select
        items.* exclude (item_code, unit, outlet_id),
        items.unit as responsible_unit,
        coalesce(names.outlet_id, items.outlet_id) as outlet_id,
        coalesce(codes.item_code, items.item_code) as item_code
    from stg_inspection_item as items
    left join outlet_meant as names
        on items.outlet_id = names.outlet_text and cast(items.inspected_at as date) = names.asked_on
    left join codes on items.item_code = codes.item_text

),

final as (

    select
        coded.* exclude (max_points),
        sheet.low,
        sheet.high,
        sheet.group as item_group,
        coalesce(coded.max_points, sheet.max_points) as max_points,
        sheet.item_code is not null as is_listed,
        coalesce(sheet.is_must_have, false) as is_must_have,
        coalesce(sheet.is_red_line, false) as is_red_line
    from coded
    -- an item may come, go and change on the sheet: what was looked at is judged by the line of its day
    left join ref_checklist as sheet
        on
            coded.item_code = sheet.item_code
            and cast(coded.inspected_at as date) >= coalesce(sheet.valid_from, cast(coded.inspected_at as date))
            and cast(coded.inspected_at as date) <= coalesce(sheet.valid_to, cast(coded.inspected_at as date))

)

select * from final
