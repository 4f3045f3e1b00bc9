-- materialize
-- What the versions of a repeated ticket say together: the newest row, the first due time, the first close.
-- Grain: one row per ticket_id that the lake holds more than once.
-- Reads: stg_ticket_version.

select
    ticket_id,
    arg_max(batch_id, version_number) as batch_id,
    arg_max(sheet_name, version_number) as sheet_name,
    arg_max(row_number, version_number) as row_number,
    arg_min(first_due_at, due_number) filter (where first_due_at is not null) as first_due_at,
    arg_max(due_at, version_number) filter (where due_at is not null) as newest_due_at,
    min(first_closed_at) as first_closed_at,
    max(closed_at) as last_closed_at,
    count(*) as version_count
from stg_ticket_version
group by ticket_id
