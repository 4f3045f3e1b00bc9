-- view
-- The matters that outlets are to take over (matters.csv), and those of which they accepted a case within a year of the
-- as-of; a level has taken a matter over when one of its outlets has.
-- Grain: one row per (month, measure, item_id, outlet_id); month is the as-of's.
-- Reads: dim_date, meta_source, outlet_ledger, place, ref_matter, ticket_kind, ticket_mark.

with today as (

    select dim_date.date as today, dim_date.month
    from meta_source
    inner join dim_date on cast(meta_source.as_of as date) = dim_date.date
    where meta_source.source = 'tickets'

),

listed as (

    select distinct
        today.month, matters.matter,
        outlets.outlet_id, outlets.unit_id, outlets.district_id, outlets.township_id, outlets.industry_id
    from ref_matter as matters
    inner join outlet_ledger as outlets
        on outlets.is_open and coalesce(matters.entity_level = outlets.entity_level, matters.entity_level is null)
    cross join today
    where
        coalesce(matters.valid_from <= today.today, true)
        and coalesce(matters.valid_to >= today.today, true)

),

kinds as (

    select kind_number, cast(matter as varchar) as matter
    from ticket_kind
    where cast(matter as varchar) in (select ref_matter.matter from ref_matter)

),

taken as (

    select distinct cast(place.outlet_id as varchar) as outlet_id, kinds.matter
    from ticket_mark as marks
    inner join kinds on marks.kind_number = kinds.kind_number
    inner join place on marks.place_number = place.place_number
    inner join today on marks.started_on > today.today - interval '12 months'
    where marks.accepted

),

final as (

    select
        listed.*,
        unnest([
            { 'measure': 'matters_listed', 'value': 1.0 },
            { 'measure': 'matters_taken', 'value': cast(taken.matter is not null as double) }
        ]) as counted
    from listed
    left join taken on listed.outlet_id = taken.outlet_id and listed.matter = taken.matter

)

select
    month, counted.measure, matter as item_id, counted.value,
    outlet_id, unit_id, district_id, township_id, industry_id
from final
