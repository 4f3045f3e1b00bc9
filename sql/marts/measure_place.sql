-- view
-- The measures of mart_place_stock by statistical month, one row each.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: dim_date, mart_place_stock.

with months as (

    select
        dim_date.month,
        counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id, counted.industry_id,
        unnest([
            { 'measure': 'outlets_open', 'value': cast(sum(counted.outlets_open) as double) },
            { 'measure': 'outlets_flagged', 'value': cast(sum(counted.outlets_flagged) as double) },
            { 'measure': 'outlets_standardised', 'value': cast(sum(counted.outlets_standardised) as double) },
            { 'measure': 'outlets_located', 'value': cast(sum(counted.outlets_located) as double) },
            { 'measure': 'outlets_in_district', 'value': cast(sum(counted.outlets_in_district) as double) },
            { 'measure': 'grids', 'value': cast(sum(counted.grids) as double) },
            { 'measure': 'grids_staffed', 'value': cast(sum(counted.grids_staffed) as double) },
            { 'measure': 'grids_linked', 'value': cast(sum(counted.grids_linked) as double) },
            { 'measure': 'population', 'value': cast(sum(counted.population) as double) },
            {
                'measure': 'population_within_1000m',
                'value': cast(sum(counted.population_within_1000m) as double)
            },
            {
                'measure': 'population_within_500m',
                'value': cast(sum(counted.population_within_500m) as double)
            },
            { 'measure': 'townships', 'value': cast(sum(counted.townships) as double) },
            { 'measure': 'townships_served', 'value': cast(sum(counted.townships_served) as double) }
        ]) as counted
    from mart_place_stock as counted
    inner join dim_date on counted.day = dim_date.date
    group by
        dim_date.month, counted.outlet_id, counted.unit_id, counted.district_id, counted.township_id,
        counted.industry_id

)

select
    month,
    counted.measure,
    counted.value,
    outlet_id, unit_id, district_id, township_id, industry_id
from months
