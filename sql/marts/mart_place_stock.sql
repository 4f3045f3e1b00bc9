-- Places as they stand at the as-of: outlets, grids and the people in them, townships served.
-- Grain: one row per (day, outlet_id, unit_id, district_id, township_id, industry_id); day is the as-of's.
-- Reads: dim_grid, dim_outlet, dim_township, meta_build.

with outlets as (

    select
        outlet_id, unit_id, district_id, township_id, industry_id,
        1 as outlets_open,
        cast(is_standardised is not null as integer) as outlets_flagged,
        cast(coalesce(is_standardised, false) as integer) as outlets_standardised
    from dim_outlet
    where is_open

),

-- closed ones too: the ledger is looked at, not the service
located as (

    select
        outlet_id, unit_id, district_id, township_id, industry_id,
        1 as outlets_located,
        cast(is_in_district as integer) as outlets_in_district
    from dim_outlet
    where is_in_district is not null

),

grids as (

    select
        'unknown' as outlet_id, 'unknown' as unit_id, district_id, township_id, 'unknown' as industry_id,
        count(*) as grids,
        count(*) filter (where coalesce(worker_count, cast(worker_name is not null as integer)) >= 1)
            as grids_staffed,
        count(outlet_id) as grids_linked,
        coalesce(sum(population), 0) as population,
        coalesce(sum(population) filter (where nearest_distance_m <= 1000), 0) as population_within_1000m,
        coalesce(sum(population) filter (where nearest_distance_m <= 500), 0) as population_within_500m
    from dim_grid
    group by district_id, township_id

),

served as (select distinct township_id from dim_outlet where is_open),

townships as (

    select
        'unknown' as outlet_id, 'unknown' as unit_id, townships.district_id, townships.township_id,
        'unknown' as industry_id,
        1 as townships,
        cast(served.township_id is not null as integer) as townships_served
    from dim_township as townships
    left join served
        on townships.township_id = served.township_id
    where townships.is_place

),

stock as (

    select * from outlets
    union all by name
    select * from located
    union all by name
    select * from grids
    union all by name
    select * from townships

),

final as (

    select
        cast(meta_build.as_of as date) as day,
        stock.outlet_id, stock.unit_id, stock.district_id, stock.township_id, stock.industry_id,
        cast(coalesce(sum(stock.outlets_open), 0) as bigint) as outlets_open,
        cast(coalesce(sum(stock.outlets_flagged), 0) as bigint) as outlets_flagged,
        cast(coalesce(sum(stock.outlets_standardised), 0) as bigint) as outlets_standardised,
        cast(coalesce(sum(stock.outlets_located), 0) as bigint) as outlets_located,
        cast(coalesce(sum(stock.outlets_in_district), 0) as bigint) as outlets_in_district,
        cast(coalesce(sum(stock.grids), 0) as bigint) as grids,
        cast(coalesce(sum(stock.grids_staffed), 0) as bigint) as grids_staffed,
        cast(coalesce(sum(stock.grids_linked), 0) as bigint) as grids_linked,
        cast(coalesce(sum(stock.population), 0) as bigint) as population,
        cast(coalesce(sum(stock.population_within_1000m), 0) as bigint) as population_within_1000m,
        cast(coalesce(sum(stock.population_within_500m), 0) as bigint) as population_within_500m,
        cast(coalesce(sum(stock.townships), 0) as bigint) as townships,
        cast(coalesce(sum(stock.townships_served), 0) as bigint) as townships_served
    from stock
    cross join meta_build
    group by
        meta_build.as_of,
        stock.outlet_id,
        stock.unit_id,
        stock.district_id,
        stock.township_id,
        stock.industry_id

)

select * from final
