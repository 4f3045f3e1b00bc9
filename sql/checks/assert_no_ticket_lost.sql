-- Every accepted row of the tickets exports is a case, an older version of one, or withdrawn by a full snapshot.
-- Grain: one row when the sums differ.
-- Reads: fct_ticket, mart_load.

with accepted as (

    select coalesce(sum(rows_accepted - rows_withdrawn), 0) as rows_accepted
    from mart_load
    where source = 'tickets'

),

kept as (

    select coalesce(sum(version_count), 0) as versions from fct_ticket

)

select accepted.rows_accepted, kept.versions
from accepted
cross join kept
where accepted.rows_accepted <> kept.versions
