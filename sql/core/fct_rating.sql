-- Ratings with the case each belongs to, how that was found, and where: the outlet's place, then the case's.
-- Grain: one row per rating_id.
-- Reads: fct_ticket, outlet_ledger, rating_match, stg_rating.

with placed as (

    select
        ratings.* exclude (ticket_id, outlet_id),
        ratings.ticket_id as ticket_text,
        matches.ticket_id,
        matches.attached_by,
        cast(tickets.matter as varchar) as matter,
        cast(tickets.grid_id as varchar) as grid_id,
        coalesce(matches.outlet_id, nullif(cast(tickets.outlet_id as varchar), 'unknown'), 'unknown')
            as outlet_id,
        coalesce(nullif(outlets.unit_id, 'unknown'), tickets.unit_id, 'unknown') as unit_id,
        coalesce(nullif(outlets.district_id, 'unknown'), tickets.district_id, 'unknown') as district_id,
        case
            when coalesce(outlets.district_id, 'unknown') <> 'unknown' then outlets.township_id
            else coalesce(tickets.township_id, 'unknown')
        end as township_id,
        coalesce(nullif(outlets.industry_id, 'unknown'), tickets.industry_id, 'unknown') as industry_id
    from stg_rating as ratings
    inner join rating_match as matches on ratings.rating_id = matches.rating_id
    left join fct_ticket as tickets on matches.ticket_id = tickets.ticket_id
    left join outlet_ledger as outlets on matches.outlet_id = outlets.outlet_id

),

final as (

    select
        *,
        not coalesce(is_default_rating, false) as is_active,
        rating <= 2 and not coalesce(is_default_rating, false) as is_bad
    from placed

)

select * from final
order by outlet_id, rated_at
