-- Which measures count one case, and on which day; what each means stands in ticket_measure.
-- Grain: one row per measure of mart_ticket_day, mart_ticket_quality_month and mart_ticket_stock.
-- Parameters: ticket_id.
-- Reads: dim_date, meta_source, ticket_measure.

with cases as (

    select
        measures.*,
        cast(meta_source.as_of as date) as stock_on
    from ticket_measure as measures
    inner join meta_source on meta_source.source = 'tickets'
    where measures.ticket_id = $ticket_id

),

told as (

    select
        unnest([
            { 'measure': 'accepted', 'day': started_on, 'is_counted': accepted },
            { 'measure': 'bad_called_back', 'day': closed_on, 'is_counted': bad_called_back },
            { 'measure': 'case_days', 'day': started_on, 'is_counted': accepted },
            { 'measure': 'claim_known', 'day': closed_on, 'is_counted': claim_known },
            { 'measure': 'claim_resolved', 'day': closed_on, 'is_counted': claim_resolved },
            { 'measure': 'closed', 'day': closed_on, 'is_counted': closed },
            { 'measure': 'closed_on_time', 'day': closed_on, 'is_counted': closed_on_time },
            { 'measure': 'closed_rated', 'day': closed_on, 'is_counted': closed_rated },
            { 'measure': 'closed_unrated', 'day': closed_on, 'is_counted': closed_unrated },
            { 'measure': 'closed_with_due', 'day': closed_on, 'is_counted': closed_with_due },
            { 'measure': 'corrected', 'day': received_on, 'is_counted': corrected },
            { 'measure': 'corrected_again', 'day': received_on, 'is_counted': corrected_again },
            { 'measure': 'corrections_known', 'day': received_on, 'is_counted': corrections_known },
            { 'measure': 'dispatched', 'day': dispatched_on, 'is_counted': dispatched },
            { 'measure': 'disputed', 'day': started_on, 'is_counted': disputed },
            { 'measure': 'due', 'day': due_on, 'is_counted': due },
            { 'measure': 'due_extended', 'day': due_extended_on, 'is_counted': due_extended },
            { 'measure': 'due_extended_on_time', 'day': due_extended_on, 'is_counted': due_extended_on_time },
            { 'measure': 'due_late', 'day': due_on, 'is_counted': due_late },
            { 'measure': 'due_on_time', 'day': due_on, 'is_counted': due_on_time },
            { 'measure': 'due_soon', 'day': stock_on, 'is_counted': due_soon },
            { 'measure': 'early', 'day': due_on, 'is_counted': early },
            { 'measure': 'early_known', 'day': due_on, 'is_counted': early_known },
            { 'measure': 'excluded', 'day': started_on, 'is_counted': excluded },
            { 'measure': 'extended', 'day': started_on, 'is_counted': extended },
            { 'measure': 'fix_answered', 'day': closed_on, 'is_counted': fix_answered },
            { 'measure': 'fix_due', 'day': closed_on, 'is_counted': fix_due },
            { 'measure': 'fix_satisfied', 'day': closed_on, 'is_counted': fix_satisfied },
            { 'measure': 'fixed_timely', 'day': closed_on, 'is_counted': fixed_timely },
            { 'measure': 'flag_agrees', 'day': due_on, 'is_counted': flag_agrees },
            { 'measure': 'flag_alone', 'day': closed_on, 'is_counted': flag_alone },
            { 'measure': 'flag_alone_on_time', 'day': closed_on, 'is_counted': flag_alone_on_time },
            { 'measure': 'flag_comparable', 'day': due_on, 'is_counted': flag_comparable },
            { 'measure': 'gross_days', 'day': started_on, 'is_counted': gross_days > 0 },
            { 'measure': 'immediate_matters', 'day': started_on, 'is_counted': immediate_matters },
            { 'measure': 'immediate_same_day', 'day': started_on, 'is_counted': immediate_same_day },
            { 'measure': 'key_cells', 'day': started_on, 'is_counted': accepted },
            { 'measure': 'key_cells_filled', 'day': started_on, 'is_counted': accepted },
            { 'measure': 'misrouted', 'day': dispatched_on, 'is_counted': misrouted },
            { 'measure': 'once_done', 'day': closed_on, 'is_counted': once_done },
            { 'measure': 'once_known', 'day': closed_on, 'is_counted': once_known },
            { 'measure': 'open_cases', 'day': stock_on, 'is_counted': open_cases },
            { 'measure': 'open_overdue', 'day': stock_on, 'is_counted': open_overdue },
            { 'measure': 'out_of_order', 'day': started_on, 'is_counted': out_of_order },
            { 'measure': 'proxies', 'day': started_on, 'is_counted': proxies },
            { 'measure': 'proxy_due', 'day': due_on, 'is_counted': proxy_due },
            { 'measure': 'proxy_due_on_time', 'day': due_on, 'is_counted': proxy_due_on_time },
            { 'measure': 'rated_actively', 'day': closed_on, 'is_counted': rated_actively },
            { 'measure': 'rated_badly', 'day': closed_on, 'is_counted': rated_badly },
            { 'measure': 'rated_negative', 'day': closed_on, 'is_counted': rated_negative },
            { 'measure': 'rated_positive', 'day': closed_on, 'is_counted': rated_positive },
            { 'measure': 'reopened_soon', 'day': closed_on, 'is_counted': reopened_soon },
            { 'measure': 'resolution_confirmed', 'day': closed_on, 'is_counted': resolution_confirmed },
            { 'measure': 'resolution_known', 'day': closed_on, 'is_counted': resolution_known },
            { 'measure': 'response_due', 'day': dispatched_on, 'is_counted': response_due },
            { 'measure': 'response_timely', 'day': dispatched_on, 'is_counted': response_timely },
            { 'measure': 'returned', 'day': dispatched_on, 'is_counted': returned },
            { 'measure': 'rush_possible', 'day': closed_on, 'is_counted': rush_possible },
            { 'measure': 'rushed', 'day': closed_on, 'is_counted': rushed },
            { 'measure': 'satisfaction_confirmed', 'day': closed_on, 'is_counted': satisfaction_confirmed },
            { 'measure': 'satisfaction_known', 'day': closed_on, 'is_counted': satisfaction_known },
            { 'measure': 'suspended', 'day': started_on, 'is_counted': suspended },
            { 'measure': 'suspended_days', 'day': started_on, 'is_counted': suspended_days > 0 },
            { 'measure': 'verification_due', 'day': closed_on, 'is_counted': verification_due },
            { 'measure': 'verified_timely', 'day': closed_on, 'is_counted': verified_timely }
        ]) as told
    from cases

)

select
    told.measure,
    told.day,
    coalesce(told.is_counted and told.day is not null, false) as is_counted,
    dim_date.month_name
from told
left join dim_date on told.day = dim_date.date
order by told.measure
