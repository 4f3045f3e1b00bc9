-- Rows still to be corrected, with the file they came from and its as-of; older versions of a row come after all real faults.
-- Grain: one row per (batch_id, sheet_name, row_number).
-- Parameters: source, rule.
-- Reads: mart_load, mart_reject.

select
    rejects.source,
    loads.file_name,
    rejects.sheet_name,
    rejects.line_number,
    rejects.column_name,
    rejects.rule,
    rejects.original, rejects.other_faults, rejects.row_json, rejects.row_number, rejects.batch_id, rejects.row_key,
    coalesce(rejects.row_at, loads.as_of) as exported_at
from mart_reject as rejects
left join mart_load as loads on rejects.batch_id = loads.batch_id
where
    rejects.corrected_by_batch_id is null
    and ($source is null or rejects.source = $source)
    and ($rule is null or rejects.rule = $rule)
order by rejects.rule = 'superseded_in_file', rejects.source, loads.file_name, rejects.sheet_name, rejects.row_number
