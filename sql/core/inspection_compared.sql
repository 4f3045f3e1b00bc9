-- view
-- Inspections of windows beside what other inspectors found at the same window, item for item.
-- Grain: one row per inspection_id with an inspector; difference is null where nobody else has been.
-- Reads: fct_inspection, fct_inspection_item.

with scored as (

    select
        inspection_id, item_code, kind, outlet_id, inspector, earned_points, applicable_points,
        -- what this item usually earns in this manner of visit: another sheet is no severity
        sum(earned_points) over (partition by kind, item_code)
        / sum(applicable_points) over (partition by kind, item_code) as usual_share
    from fct_inspection_item
    where outlet_id is not null and inspector is not null and applicable_points > 0

),

residuals as (

    select
        inspection_id, outlet_id, inspector,
        100 * sum(earned_points - usual_share * applicable_points) / sum(applicable_points) as residual
    from scored
    group by inspection_id, outlet_id, inspector

),

sums as (

    select
        inspection_id, outlet_id, inspector, residual,
        sum(residual) over (partition by outlet_id)
        - sum(residual) over (partition by outlet_id, inspector) as others_residual,
        count(*) over (partition by outlet_id) - count(*) over (partition by outlet_id, inspector)
            as others_inspections
    from residuals

),

final as (

    select
        inspections.inspection_id, inspections.outlet_id, inspections.inspector, inspections.score,
        -- rounded, so that the order in which sums were made does not show
        round(sums.residual - sums.others_residual / nullif(sums.others_inspections, 0), 6) as difference
    from fct_inspection as inspections
    left join sums on inspections.inspection_id = sums.inspection_id
    where inspections.is_window and inspections.inspector is not null

)

select * from final
