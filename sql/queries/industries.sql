-- Industries that have outlets or units.
-- Grain: one row per industry_id.
-- Reads: dim_industry, dim_outlet, dim_unit.

with used as (

    select industry_id from dim_outlet
    union
    select industry_id from dim_unit

)

select industry_id, industry_name, industry_name_en, kind
from dim_industry
where industry_id in (select used.industry_id from used)
order by is_listed desc, industry_id
