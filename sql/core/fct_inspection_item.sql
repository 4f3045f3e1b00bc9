-- Inspection items judged: the result as exported, else by the measured value, else by the points.
-- Grain: one row per (inspection_id, item_code).
-- Reads: outlet_ledger, outlet_meant, ref_checklist, stg_as_of, stg_inspection_item.

with known as (

    select item_code as item_text, * from ref_checklist
    union all
    select name_zh as item_text, * from ref_checklist where name_zh <> item_code

),

matched as (

    select
        items.* exclude (item_code, max_points, unit, outlet_id, result),
        items.unit as responsible_unit,
        coalesce(names.outlet_id, items.outlet_id) as outlet_id,
        coalesce(known.item_code, items.item_code) as item_code,
        coalesce(items.max_points, known.max_points) as max_points,
        known.item_code is not null as is_listed,
        coalesce(known.is_must_have, false) as is_must_have,
        coalesce(known.is_red_line, false) as is_red_line,
        coalesce(
            items.result,
            case
                when items.value is not null and (known.low is not null or known.high is not null)
                    then
                        case
                            when
                                items.value >= coalesce(known.low, items.value)
                                and items.value <= coalesce(known.high, items.value) then 'pass'
                            else 'fail'
                        end
                when items.points is not null and coalesce(items.max_points, known.max_points) is not null
                    then
                        case
                            when
                                items.points >= coalesce(items.max_points, known.max_points)
                                then 'pass'
                            else 'fail'
                        end
                when
                    items.deduction is not null
                    then case when items.deduction > 0 then 'fail' else 'pass' end
            end
        ) as result
    from stg_inspection_item as items
    left join outlet_meant as names
        on items.outlet_id = names.outlet_text and cast(items.inspected_at as date) = names.asked_on
    left join known on items.item_code = known.item_text

),

final as (

    select
        matched.*,
        case when result <> 'na' and result is not null then max_points end as applicable_points,
        case
            when result = 'na' or result is null then null
            when points is not null then points
            when deduction is not null then greatest(max_points - deduction, 0)
            when result = 'pass' then max_points
            else 0
        end as earned_points,
        coalesce(outlets.unit_id, 'unknown') as unit_id,
        coalesce(outlets.district_id, 'unknown') as district_id,
        coalesce(outlets.township_id, 'unknown') as township_id,
        coalesce(outlets.industry_id, 'unknown') as industry_id,
        result = 'fail'
        and rectify_due is not null
        and rectify_due < cast(as_of.as_of as date) as is_limit_passed,
        coalesce(
            cast(rectified_at as date) <= rectify_due
            and trim(coalesce(verified_by, '')) <> '' and verified_by is distinct from responsible_unit,
            false
        ) as is_fixed_in_time
    from matched
    left join outlet_ledger as outlets on matched.outlet_id = outlets.outlet_id
    left join stg_as_of as as_of on as_of.source = 'inspections'

)

select * from final
order by outlet_id, inspected_at
