-- The cases behind the difference of two rates: on which side each is, what it counts there, and its part of the difference.
-- Grain: one row per ticket_id that either rate is taken of; the sum of amount is the difference, null without both rates.
-- Parameters: measure (the id of the difference), start, end, district_id, township_id, industry_id, entity_level, unit_id, outlet_id, max_rows.
-- Reads: dim_district, dim_kpi, dim_outlet, dim_unit, fct_ticket, mart_load, ticket_measure.

with sides as (

    select
        case rates.kpi_id when differences.minuend then 1 else -1 end as sign,
        rates.name_zh, rates.name_en, rates.numerator_measure, rates.denominator_measure
    from dim_kpi as differences
    inner join dim_kpi as rates on rates.kpi_id in (differences.minuend, differences.subtrahend)
    where differences.kpi_id = $measure

),

-- what a measure means stands in ticket_measure; here are the rates of which a difference is taken
marked as (

    select
        cases.ticket_id, sides.sign, sides.name_zh, sides.name_en,
        case sides.denominator_measure
            when 'closed_with_due' then cases.closed_with_due and cases.closed_on between $start and $end
            when 'due' then cases.due and cases.due_on between $start and $end
            when 'claim_known' then cases.claim_known and cases.closed_on between $start and $end
            when 'resolution_known' then cases.resolution_known and cases.closed_on between $start and $end
        end as is_asked,
        case sides.numerator_measure
            when 'closed_on_time' then cases.closed_on_time
            when 'due_on_time' then cases.due_on_time
            when 'claim_resolved' then cases.claim_resolved
            when 'resolution_confirmed' then cases.resolution_confirmed
        end as is_counted
    from ticket_measure as cases
    cross join sides
    where
        ($district_id is null or cases.district_id = $district_id)
        and ($township_id is null or cases.township_id = $township_id)
        and ($industry_id is null or cases.industry_id = $industry_id)
        and ($unit_id is null or cases.unit_id = $unit_id)
        and ($outlet_id is null or cases.outlet_id = $outlet_id)
        and (
            $entity_level is null
            or cases.outlet_id in (select outlet_id from dim_outlet where entity_level = $entity_level)
        )

),

asked as (select * from marked where is_asked),

sizes as (

    select count(*) filter (where sign = 1) as minuends, count(*) filter (where sign = -1) as subtrahends from asked

),

selected as (

    select
        asked.ticket_id,
        case when count(*) = 2 then 'both' when max(asked.sign) = 1 then 'minuend' else 'subtrahend' end as side_code,
        case when count(*) = 1 then max(asked.name_zh) end as side_name,
        case when count(*) = 1 then max(asked.name_en) end as side_name_en,
        bool_or(asked.is_counted) filter (where asked.sign = 1) as minuend_counts,
        bool_or(asked.is_counted) filter (where asked.sign = -1) as subtrahend_counts,
        case
            when any_value(sizes.minuends) > 0 and any_value(sizes.subtrahends) > 0
                then sum(
                    cast(asked.is_counted as integer) * asked.sign
                    / cast(case asked.sign when 1 then sizes.minuends else sizes.subtrahends end as double)
                )
        end as amount
    from asked
    cross join sizes
    group by asked.ticket_id
    order by count(*), abs(amount) desc, asked.ticket_id
    limit $max_rows

)

select
    selected.*, tickets.matter, units.unit_name, outlets.outlet_name, districts.district_name,
    tickets.started_at, tickets.due_at, tickets.first_closed_at,
    loads.file_name, tickets.sheet_name, tickets.row_number, tickets.line_number, tickets.batch_id
from selected
inner join fct_ticket as tickets on selected.ticket_id = tickets.ticket_id
left join dim_unit as units on tickets.unit_id = units.unit_id
left join dim_outlet as outlets on tickets.outlet_id = outlets.outlet_id
left join dim_district as districts on tickets.district_id = districts.district_id
left join mart_load as loads on tickets.batch_id = loads.batch_id
order by selected.side_code = 'both', abs(selected.amount) desc, selected.ticket_id
