-- materialize
-- Names that somebody confirmed for a unit or an outlet: in the table of names, and one by one in the office.
-- Grain: one row per (alias, kind, valid_from, is_decided_here).
-- Reads: lake_aliases, office_alias, stg_batch.

with versions as (

    select
        exported.alias,
        exported.kind,
        exported.target_id,
        exported.valid_from,
        exported.valid_to,
        row_number() over (
            partition by exported.alias, exported.kind, exported.valid_from
            order by batches.batch_order desc, exported.sheet_name desc, exported.row_number desc
        ) as newest_first
    from lake_aliases as exported
    inner join stg_batch as batches on exported.batch_id = batches.batch_id

),

final as (

    select * exclude (newest_first), false as is_decided_here from versions where newest_first = 1
    union all
    select alias, kind, target_id, valid_from, valid_to, true as is_decided_here from office_alias

)

select * from final
