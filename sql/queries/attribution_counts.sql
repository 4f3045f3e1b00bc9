-- How far valid cases of a period could be attributed: window, outlet, unit, township, district.
-- Grain: one row per attribution.
-- Parameters: start, end.
-- Reads: fct_ticket.

select attribution, count(*) as tickets
from fct_ticket
where is_valid and cast(started_at as date) between $start and $end
group by attribution
order by tickets desc, attribution
