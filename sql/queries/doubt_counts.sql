-- How long the lists of the data page are: what is loaded and used, and still in doubt.
-- Grain: one row.
-- Reads: dim_outlet, dim_unit, fct_complaint, fct_suspension, fct_ticket, mart_complaint_doubled, mart_unknown_place.

select
    (select count(*) from mart_unknown_place) as unknown,
    (select count(*) from mart_complaint_doubled) as doubled,
    (select count(*) from fct_suspension where not is_lawful) as suspensions,
    (select count(*) from fct_ticket where is_valid and district_id = 'unknown')
    + (select count(*) from fct_complaint where district_id = 'unknown') as unplaced,
    (select count(*) from dim_outlet where outlet_id <> 'unknown' and is_open and not is_in_district) as outside,
    (select count(*) from dim_outlet where outlet_id <> 'unknown' and not is_registered)
    + (select count(*) from dim_unit where unit_id <> 'unknown' and not is_registered) as unregistered
