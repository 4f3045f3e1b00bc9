-- The build: number, as-of, whether it is the sample city, rows to be corrected, provisional due times.
-- Grain: one row.
-- Reads: fct_ticket, mart_load, mart_reject, meta_build.

with loads as (

    select
        cast(coalesce(sum(rows_read), 0) as bigint) as rows_read,
        cast(coalesce(sum(rows_accepted), 0) as bigint) as rows_accepted,
        cast(coalesce(sum(rows_rejected), 0) as bigint) as rows_rejected,
        cast(coalesce(sum(rows_withdrawn), 0) as bigint) as rows_withdrawn,
        count(*) as batches
    from mart_load

),

-- older versions of a row are kept with the rejects and are nobody's mistake
faults as (

    select
        count(*) filter (where rule = 'superseded_in_file') as rows_superseded,
        count(*) filter (where rule <> 'superseded_in_file' and corrected_by_batch_id is null) as rows_to_correct,
        count(*) filter (where rule <> 'superseded_in_file' and corrected_by_batch_id is not null) as rows_corrected
    from mart_reject

),

cases as (

    select
        count(*) as tickets,
        count(*) filter (where is_provisional) as provisional_tickets,
        count(*) filter (where due_at is null) as tickets_without_deadline
    from fct_ticket

)

select
    meta_build.build_id, meta_build.built_at, meta_build.as_of, meta_build.code_version, meta_build.lake_hash,
    meta_build.is_sample, loads.rows_read, loads.rows_accepted, loads.rows_rejected, loads.rows_withdrawn,
    loads.batches, faults.rows_to_correct, faults.rows_superseded, faults.rows_corrected, cases.tickets,
    cases.provisional_tickets, cases.tickets_without_deadline
from meta_build
cross join loads
cross join faults
cross join cases
order by meta_build.build_id
