-- Townships by district, as ledgers, grids and cases name them.
-- Grain: one row per township_id.
-- Reads: dim_grid, dim_outlet, fct_complaint, fct_ticket.

with seen as (

    select township_id, district_id, true as is_place from dim_outlet
    union all
    select township_id, district_id, true as is_place from dim_grid
    union all
    select township_id, district_id, false as is_place from fct_ticket
    union all
    select township_id, district_id, false as is_place from fct_complaint
    union all
    select 'unknown' as township_id, 'unknown' as district_id, false as is_place

),

final as (

    select
        township_id,
        case when township_id = 'unknown' then 'unknown' else min(district_id) end as district_id,
        case
            when township_id = 'unknown' then 'unknown' else
                substr(township_id, length(min(district_id)) + 2)
        end
            as township_name,
        -- a township of the ledger or of the grids, not merely a word in a case
        township_id <> 'unknown' and bool_or(is_place) as is_place
    from seen
    group by township_id

)

select * from final
order by district_id, township_id
