-- Inspections scored: points earned over points applicable times 100, at most 60 when a red-line item fails.
-- Grain: one row per inspection_id.
-- Reads: fct_inspection_item.

with summed as (

    select
        inspection_id,
        min(outlet_id) as outlet_id,
        min(unit_id) as unit_id,
        min(district_id) as district_id,
        min(township_id) as township_id,
        min(industry_id) as industry_id,
        min(inspected_at) as inspected_at,
        min(kind) as kind,
        min(inspector) as inspector,
        min(round) as round,
        min(point_id) as point_id,
        max(windows_total) as windows_total,
        max(windows_open) as windows_open,
        count(*) as items,
        count(*) filter (where result = 'fail') as items_failed,
        sum(earned_points) filter (where applicable_points is not null) as earned_points,
        sum(applicable_points) as applicable_points,
        coalesce(bool_or(is_red_line and result = 'fail'), false) as has_red_line_failure,
        not coalesce(bool_or(is_must_have and result = 'fail'), false) as has_all_must_haves
    from fct_inspection_item
    group by inspection_id

),

scored as (

    select
        *,
        -- least() would leave out a missing score and give 100 to a sheet whose items are worth nothing
        case
            when applicable_points > 0
                then
                    least(
                        100.0 * earned_points / applicable_points,
                        case when has_red_line_failure then 60.0 else 100.0 end
                    )
        end as score,
        outlet_id is not null as is_window
    from summed

),

final as (

    select
        *,
        -- what announced visits of the same year found at the same window
        case
            when is_window and kind = 'unannounced' then round(
                avg(score) filter (where kind = 'announced') over (
                    partition by outlet_id, extract(year from inspected_at)
                ), 6
            )
        end as announced_score
    from scored

)

select * from final
order by outlet_id, inspected_at
