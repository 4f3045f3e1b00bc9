-- Rows that were rejected: column, rule and original text, personal values masked; and what has corrected them.
-- Grain: one row per (batch_id, sheet_name, row_number).
-- Reads: lake_corrected, lake_reject.

select
    rejects.batch_id, rejects.source, rejects.sheet_name, rejects.row_number, rejects.line_number,
    rejects.column_name, rejects.rule, rejects.original, rejects.other_faults, rejects.row_json,
    rejects.row_key, rejects.row_at, corrected.corrected_by_batch_id
from lake_reject as rejects
left join lake_corrected as corrected
    on
        rejects.batch_id = corrected.batch_id
        and rejects.sheet_name = corrected.sheet_name
        and rejects.row_number = corrected.row_number
order by rejects.source, rejects.batch_id, rejects.sheet_name, rejects.row_number
