-- Rows still to be corrected, by reason.
-- Grain: one row per (source, column_name, rule).
-- Reads: mart_reject.

select source, column_name, rule, count(*) as rejected_rows, any_value(original) as example
from mart_reject
where corrected_by_batch_id is null
group by source, column_name, rule
order by rejected_rows desc, source, column_name, rule
