-- Grids, districts and industries that visits and surveys name and no ledger or list has, those of most rows first.
-- Grain: one row per (kind, id).
-- Reads: mart_unknown_place.

select kind, id, rows_named from mart_unknown_place
order by rows_named desc, kind, id
