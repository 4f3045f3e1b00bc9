-- view
-- Complaints of the exports, of several that are one 12345 case only the newest: else the one that names the case.
-- Two complaints of one number in other letters are told apart where no case bears it.
-- Grain: one row per complaint_id, and one per case_id.
-- Reads: complaint_case, stg_batch, stg_complaint.

with named as (

    select
        complaints.*,
        coalesce(sources.ticket_id, complaints.source_ticket_id) as ticket_id,
        coalesce(sources.case_id, case when own.is_case then own.case_id end, complaints.complaint_id) as case_id
    from stg_complaint as complaints
    left join complaint_case as own on complaints.complaint_id = own.id_text
    left join complaint_case as sources on complaints.source_ticket_id = sources.id_text

),

ranked as (

    select
        named.*,
        row_number() over (
            partition by named.case_id
            order by
                coalesce(named.exported_at, batches.as_of) desc nulls last,
                batches.batch_order desc,
                named.source_ticket_id is null,
                named.sheet_name desc,
                named.row_number desc
        ) as preference
    from named
    inner join stg_batch as batches on named.batch_id = batches.batch_id

),

final as (

    select * exclude (preference) from ranked where preference = 1

)

select * from final
