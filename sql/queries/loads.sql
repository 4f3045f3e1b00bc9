-- Batches, newest first; what became of the rows that were not used.
-- Grain: one row per batch_id.
-- Reads: mart_load, mart_reject.

with rejects as (

    select
        batch_id,
        count(*) filter (where rule = 'superseded_in_file') as rows_superseded,
        count(*) filter (where rule <> 'superseded_in_file' and corrected_by_batch_id is null) as rows_to_correct,
        count(*) filter (where rule <> 'superseded_in_file' and corrected_by_batch_id is not null) as rows_corrected
    from mart_reject
    group by batch_id

)

select
    loads.batch_id, loads.source, loads.file_name, loads.member, loads.file_sha256, loads.mapping_name,
    loads.loaded_at, loads.as_of, loads.as_of_origin, loads.rows_read, loads.rows_accepted, loads.rows_rejected,
    loads.rows_withdrawn,
    coalesce(rejects.rows_to_correct, 0) as rows_to_correct,
    coalesce(rejects.rows_superseded, 0) as rows_superseded,
    coalesce(rejects.rows_corrected, 0) as rows_corrected,
    loads.rejected_by_rule, loads.sheets, loads.notes
from mart_load as loads
left join rejects on loads.batch_id = rejects.batch_id
order by loads.loaded_at desc, loads.source, loads.file_name
