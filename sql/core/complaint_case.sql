-- materialize
-- What the numbers of complaints and of cases that are complaints mean: one written in another case or width, or with
-- spaces, is the same one.
-- Grain: one row per id_text.
-- Reads: fct_ticket, stg_complaint.

with written as (

    select complaint_id as id_text, 'own' as told_as from stg_complaint
    union all
    select source_ticket_id as id_text, 'source' as told_as from stg_complaint where source_ticket_id is not null
    union all
    select ticket_id as id_text, 'ticket' as told_as from fct_ticket where request_type = 'complaint'

),

folded as (

    select
        id_text,
        told_as,
        translate(
            upper(id_text),
            '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－＿／（）　 ',
            '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_/()'
        ) as case_id
    from written

),

final as (

    select distinct
        id_text,
        case_id,
        bool_or(told_as <> 'own') over (partition by case_id) as is_case,
        bool_or(told_as <> 'ticket') over (partition by case_id) as is_exported,
        coalesce(
            max(case when told_as = 'ticket' then id_text end) over (partition by id_text),
            min(case when told_as = 'ticket' then id_text end) over (partition by case_id)
        ) as ticket_id
    from folded

)

select * from final
