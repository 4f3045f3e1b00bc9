-- materialize
-- Whether the exports say who asked at all: only then is a case without a person anonymous.
-- Grain: one row.
-- Reads: stg_ticket.

select exists(select 1 as found from stg_ticket where person_key is not null) as is_asked
