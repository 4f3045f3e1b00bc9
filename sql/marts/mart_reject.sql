-- Rows to be corrected: column, rule and original text, personal values masked.
-- Grain: one row per (batch_id, sheet_name, row_number).
-- Reads: lake_reject.

select
    batch_id, source, sheet_name, row_number, line_number, column_name, rule, original, other_faults, row_json
from lake_reject
order by source, batch_id, sheet_name, row_number
