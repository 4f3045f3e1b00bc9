-- materialize
-- What exports call an industry: its code, its names, its aliases.
-- Grain: one row per industry_text.
-- Reads: ref_industry.

with names as (

    select industry_id as industry_text, industry_id, 1 as preference from ref_industry
    union all
    select industry_name as industry_text, industry_id, 2 as preference from ref_industry
    union all
    select industry_name_en as industry_text, industry_id, 3 as preference from ref_industry
    union all
    select unnest(string_split(aliases, '|')) as industry_text, industry_id, 4 as preference from ref_industry

),

final as (

    select industry_text, arg_min(industry_id, (preference, industry_id)) as industry_id
    from names
    where industry_text <> ''
    group by industry_text

)

select * from final
