-- The day that ledgers speak of: how far the data reach.
-- Grain: one row.
-- Reads: stg_as_of.

select coalesce(cast(max(as_of) as date), date '9999-12-31') as today from stg_as_of
