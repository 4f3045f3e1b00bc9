-- Industries: the reference list, and every other name that ledgers use.
-- Grain: one row per industry_id.
-- Reads: dim_outlet, dim_unit, ref_industry.

with seen as (

    select industry_id from dim_outlet
    union
    select industry_id from dim_unit
    union
    select 'unknown' as industry_id

),

final as (

    select industry_id, industry_name, industry_name_en, kind, true as is_listed from ref_industry
    union all
    select
        industry_id,
        industry_id as industry_name,
        industry_id as industry_name_en,
        'other' as kind,
        false as is_listed
    from seen
    where industry_id not in (select ref_industry.industry_id from ref_industry)

)

select * from final
order by is_listed desc, industry_id
