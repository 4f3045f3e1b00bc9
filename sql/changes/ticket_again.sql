-- Cases to be computed anew from the lake: those of new lines, and those that a suspension held beyond the published as-of.
-- Grain: one row per ticket_id.
-- Reads: change_as_of, lake_suspensions, new_suspensions, new_tickets.

select ticket_id from new_tickets
union
select ticket_id from new_suspensions
union
select suspensions.ticket_id
from lake_suspensions as suspensions
cross join change_as_of
where
    change_as_of.published < change_as_of.coming
    and (
        coalesce(cast(suspensions.ended_at as date) >= cast(change_as_of.published as date), true)
        or cast(suspensions.started_at as date) >= cast(change_as_of.published as date)
    )
