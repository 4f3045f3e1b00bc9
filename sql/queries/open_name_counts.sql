-- How many names mean nobody of the ledgers, and how many rows name them.
-- Grain: one row.
-- Reads: mart_open_name.

with by_name as (

    select kind, name_text, sum(rows_named) as rows_named
    from mart_open_name
    group by kind, name_text

)

select count(*) as names, cast(coalesce(sum(rows_named), 0) as bigint) as rows_named from by_name
