-- materialize
-- What several marts count of a case, in one pass: its measures, with its place and kind as numbers.
-- Grain: one row per ticket_id (which it does not carry).
-- Reads: place, ticket_kind, ticket_measure.

select
    place.place_number,
    place.area_number,
    ticket_kind.kind_number,
    measures.started_on, measures.closed_on, measures.due_on, measures.due_extended_on, measures.key_cells_filled,
    measures.accepted, measures.excluded, measures.closed, measures.closed_with_due, measures.closed_on_time,
    measures.once_known, measures.once_done, measures.rated_actively, measures.rated_positive,
    measures.closed_unrated, measures.due, measures.due_on_time, measures.due_late, measures.due_extended,
    measures.due_extended_on_time, measures.open_cases, measures.open_overdue, measures.due_soon,
    measures.net_days
from ticket_measure as measures
inner join place
    on
        measures.outlet_id = place.outlet_id
        and measures.unit_id = place.unit_id
        and measures.district_id = place.district_id
        and measures.township_id = place.township_id
        and measures.industry_id = place.industry_id
inner join ticket_kind
    on
        coalesce(measures.matter, cast('unknown' as word)) = ticket_kind.matter
        and coalesce(measures.channel, cast('unknown' as word)) = ticket_kind.channel
        and coalesce(measures.request_type, cast('unknown' as word)) = ticket_kind.request_type
