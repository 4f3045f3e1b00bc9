-- One case with all that decides its clock, and the line of the export it stands on.
-- Grain: one row per ticket_id.
-- Parameters: ticket_id.
-- Reads: dim_date, dim_district, dim_outlet, dim_unit, fct_ticket, mart_load, meta_source.

select
    tickets.*,
    units.unit_name,
    outlets.outlet_name,
    districts.district_name,
    loads.file_name,
    loads.file_sha256,
    meta_source.as_of,
    greatest(late_day.workday_number - due_day.workday_number, 0) as late_workdays
from fct_ticket as tickets
inner join meta_source on meta_source.source = 'tickets'
left join dim_date as due_day on cast(tickets.due_at as date) = due_day.date
left join dim_date as late_day
    on cast(coalesce(tickets.first_closed_at, meta_source.as_of) as date) = late_day.date
left join dim_unit as units on tickets.unit_id = units.unit_id
left join dim_outlet as outlets on tickets.outlet_id = outlets.outlet_id
left join dim_district as districts on tickets.district_id = districts.district_id
left join mart_load as loads on tickets.batch_id = loads.batch_id
where tickets.ticket_id = $ticket_id
order by tickets.ticket_id
