-- Inspection items judged: the result as exported, else by the measured value, else by the points.
-- Grain: one row per (inspection_id, item_code).
-- Reads: inspection_item_known, outlet_ledger, stg_as_of.

with judged as (

    select
        * exclude (result, low, high),
        coalesce(
            result,
            case
                when value is not null and (low is not null or high is not null)
                    then
                        case
                            when value >= coalesce(low, value) and value <= coalesce(high, value) then 'pass'
                            else 'fail'
                        end
                when points is not null and max_points is not null
                    then case when points >= max_points then 'pass' else 'fail' end
                when deduction is not null then case when deduction > 0 then 'fail' else 'pass' end
            end
        ) as result
    from inspection_item_known

),

recurred as (

    select distinct fixed.inspection_id, fixed.item_code
    from judged as fixed
    inner join judged as again
        on
            fixed.outlet_id = again.outlet_id
            and fixed.item_code = again.item_code
            and fixed.inspected_at < again.inspected_at
            -- by whole days, for most dates of putting right come without a time
            and cast(again.inspected_at as date) > cast(fixed.rectified_at as date)
            and cast(again.inspected_at as date) <= cast(fixed.rectified_at as date) + 180
    where fixed.result = 'fail' and again.result = 'fail'

),

final as (

    select
        judged.*,
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
        ) as is_fixed_in_time,
        coalesce(result = 'fail' and rectified_at is not null, false) as is_fixed,
        recurred.inspection_id is not null as is_recurred
    from judged
    left join outlet_ledger as outlets on judged.outlet_id = outlets.outlet_id
    left join stg_as_of as as_of on as_of.source = 'inspections'
    left join recurred on judged.inspection_id = recurred.inspection_id and judged.item_code = recurred.item_code

)

select * from final
order by outlet_id, inspected_at
