-- Grids that visits name, districts and industries that surveys are of, and no ledger or list has.
-- Grain: one row per (kind, id).
-- Reads: dim_district, dim_grid, dim_industry, dim_outlet, dim_unit, fct_survey, fct_visit.

with known_districts as (

    select district_id from dim_district where is_listed
    union
    select district_id from dim_outlet
    union
    select district_id from dim_unit
    union
    select district_id from dim_grid

)

select 'grid' as kind, grid_id as id, count(*) as rows_named
from fct_visit
where not is_grid_known
group by grid_id
union all
select scope as kind, scope_id as id, count(*) as rows_named
from fct_survey
where
    (scope = 'district' and scope_id not in (select known_districts.district_id from known_districts))
    or (scope = 'industry' and scope_id not in (select dim_industry.industry_id from dim_industry))
group by scope, scope_id
order by rows_named desc, kind, id
