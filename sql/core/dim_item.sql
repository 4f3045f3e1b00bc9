-- Items of the check sheet with their names, as the newest line of each has them.
-- Grain: one row per item_code.
-- Reads: ref_checklist.

with newest_first as (

    select
        item_code, name_zh, name_en, "group" as item_group,
        row_number() over (partition by item_code order by valid_from desc nulls last, name_zh) as line
    from ref_checklist

)

select item_code, name_zh as item_name, name_en as item_name_en, item_group from newest_first
where line = 1
order by item_code
