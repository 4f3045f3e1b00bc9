-- Cases as they stand at the as-of: open, open past the promise, due within one working day; zero is told too.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id); day is the as-of's.
-- Reads: meta_source, place, ticket_mark.

with stock as (

    select
        place_number,
        count(*) filter (where open_cases) as open_cases,
        count(*) filter (where open_overdue) as open_overdue,
        count(*) filter (where due_soon) as due_soon
    from ticket_mark
    group by place_number

),

final as (

    select
        cast(meta_source.as_of as date) as day,
        place.outlet_id,
        place.unit_id,
        place.district_id,
        place.township_id,
        place.industry_id,
        stock.open_cases,
        stock.open_overdue,
        stock.due_soon
    from stock
    inner join place on stock.place_number = place.place_number
    inner join meta_source on meta_source.source = 'tickets'

)

select * from final
