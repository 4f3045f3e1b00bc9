-- enum
-- What names the origin of cases: batches and sheets. A type of its own, since every day adds a batch and few a word.
-- Grain: one row per batch_word.
-- Reads: lake_tickets.

with written as (

    select distinct batch_id as batch_word from lake_tickets
    union
    select distinct sheet_name as batch_word from lake_tickets

)

select batch_word from written
where batch_word is not null
order by batch_word
