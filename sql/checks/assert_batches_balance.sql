-- Of every file all rows are accounted for: read = accepted + rejected, and the rejects are all kept.
-- Grain: one row per batch_id that does not balance.
-- Reads: mart_load, mart_reject.

with rejects as (

    select batch_id, count(*) as rejects_kept from mart_reject group by batch_id

),

final as (

    select
        loads.batch_id, loads.file_name, loads.rows_read, loads.rows_accepted, loads.rows_rejected,
        coalesce(rejects.rejects_kept, 0) as rejects_kept
    from mart_load as loads
    left join rejects on loads.batch_id = rejects.batch_id
    where
        loads.rows_read <> loads.rows_accepted + loads.rows_rejected
        or loads.rows_rejected <> coalesce(rejects.rejects_kept, 0)

)

select * from final
order by batch_id
