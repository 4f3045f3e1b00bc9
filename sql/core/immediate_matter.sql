-- materialize
-- Matters that can be done on the spot: at least one case of them was of that kind.
-- Grain: one row per matter.
-- Reads: stg_ticket.

select distinct matter from stg_ticket
where case_type = 'immediate' and matter is not null
