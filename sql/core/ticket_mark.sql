-- materialize
-- What the marts count of a case, in one pass: its measures, with its place and kind as numbers.
-- Grain: one row per ticket_id (which it does not carry).
-- Reads: place, ticket_kind, ticket_measure.

select
    place.place_number,
    place.area_number,
    ticket_kind.kind_number,
    measures.started_on, measures.received_on, measures.dispatched_on, measures.closed_on, measures.due_on,
    measures.due_extended_on, measures.key_cells_filled,
    measures.accepted, measures.excluded, measures.closed, measures.closed_with_due, measures.closed_on_time,
    measures.once_known, measures.once_done, measures.rated_actively, measures.rated_positive,
    measures.closed_unrated, measures.due, measures.due_on_time, measures.due_late, measures.due_extended,
    measures.due_extended_on_time, measures.open_cases, measures.open_overdue, measures.due_soon,
    measures.suspended, measures.extended, measures.immediate_matters, measures.immediate_same_day,
    measures.proxies, measures.out_of_order, measures.disputed, measures.corrections_known,
    measures.corrected, measures.corrected_again, measures.dispatched, measures.returned, measures.misrouted,
    measures.response_due, measures.response_timely, measures.reopened_soon, measures.resolution_known,
    measures.resolution_confirmed, measures.claim_known, measures.claim_resolved, measures.satisfaction_known,
    measures.satisfaction_confirmed, measures.rated_negative, measures.rated_badly, measures.bad_called_back,
    measures.verification_due, measures.verified_timely, measures.fix_due, measures.fixed_timely,
    measures.fix_answered, measures.fix_satisfied, measures.rush_possible, measures.rushed,
    measures.flag_alone, measures.flag_alone_on_time, measures.early_known, measures.early,
    measures.proxy_due, measures.proxy_due_on_time, measures.flag_comparable, measures.flag_agrees,
    measures.net_days, measures.suspended_days, measures.gross_days
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
        coalesce(measures.matter, 'unknown') = ticket_kind.matter
        and coalesce(measures.channel, 'unknown') = ticket_kind.channel
        and coalesce(measures.request_type, 'unknown') = ticket_kind.request_type
