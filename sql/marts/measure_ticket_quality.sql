-- view
-- The measures of mart_ticket_quality_month, one row each; none where nothing is counted.
-- Grain: one row per (month, measure, outlet_id, unit_id, district_id, township_id, industry_id).
-- Reads: mart_ticket_quality_month.

with months as (

    select
        month, outlet_id, unit_id, district_id, township_id, industry_id,
        unnest([
            { 'measure': 'suspended', 'value': cast(suspended as double) },
            { 'measure': 'extended', 'value': cast(extended as double) },
            { 'measure': 'immediate_matters', 'value': cast(immediate_matters as double) },
            { 'measure': 'immediate_same_day', 'value': cast(immediate_same_day as double) },
            { 'measure': 'proxies', 'value': cast(proxies as double) },
            { 'measure': 'out_of_order', 'value': cast(out_of_order as double) },
            { 'measure': 'disputed', 'value': cast(disputed as double) },
            { 'measure': 'corrections_known', 'value': cast(corrections_known as double) },
            { 'measure': 'corrected', 'value': cast(corrected as double) },
            { 'measure': 'corrected_again', 'value': cast(corrected_again as double) },
            { 'measure': 'dispatched', 'value': cast(dispatched as double) },
            { 'measure': 'returned', 'value': cast(returned as double) },
            { 'measure': 'misrouted', 'value': cast(misrouted as double) },
            { 'measure': 'response_due', 'value': cast(response_due as double) },
            { 'measure': 'response_timely', 'value': cast(response_timely as double) },
            { 'measure': 'reopened_soon', 'value': cast(reopened_soon as double) },
            { 'measure': 'resolution_known', 'value': cast(resolution_known as double) },
            { 'measure': 'resolution_confirmed', 'value': cast(resolution_confirmed as double) },
            { 'measure': 'claim_known', 'value': cast(claim_known as double) },
            { 'measure': 'claim_resolved', 'value': cast(claim_resolved as double) },
            { 'measure': 'satisfaction_known', 'value': cast(satisfaction_known as double) },
            { 'measure': 'satisfaction_confirmed', 'value': cast(satisfaction_confirmed as double) },
            { 'measure': 'rated_negative', 'value': cast(rated_negative as double) },
            { 'measure': 'rated_badly', 'value': cast(rated_badly as double) },
            { 'measure': 'bad_called_back', 'value': cast(bad_called_back as double) },
            { 'measure': 'verification_due', 'value': cast(verification_due as double) },
            { 'measure': 'verified_timely', 'value': cast(verified_timely as double) },
            { 'measure': 'fix_due', 'value': cast(fix_due as double) },
            { 'measure': 'fixed_timely', 'value': cast(fixed_timely as double) },
            { 'measure': 'fix_answered', 'value': cast(fix_answered as double) },
            { 'measure': 'fix_satisfied', 'value': cast(fix_satisfied as double) },
            { 'measure': 'rush_possible', 'value': cast(rush_possible as double) },
            { 'measure': 'rushed', 'value': cast(rushed as double) },
            { 'measure': 'flag_alone', 'value': cast(flag_alone as double) },
            { 'measure': 'flag_alone_on_time', 'value': cast(flag_alone_on_time as double) },
            { 'measure': 'early_known', 'value': cast(early_known as double) },
            { 'measure': 'early', 'value': cast(early as double) },
            { 'measure': 'proxy_due', 'value': cast(proxy_due as double) },
            { 'measure': 'proxy_due_on_time', 'value': cast(proxy_due_on_time as double) },
            { 'measure': 'flag_comparable', 'value': cast(flag_comparable as double) },
            { 'measure': 'flag_agrees', 'value': cast(flag_agrees as double) },
            { 'measure': 'suspended_days', 'value': cast(suspended_days as double) },
            { 'measure': 'gross_days', 'value': cast(gross_days as double) }
        ]) as counted
    from mart_ticket_quality_month

)

select
    month,
    counted.measure,
    counted.value,
    outlet_id, unit_id, district_id, township_id, industry_id
from months
-- a count of none is told, a part of a ratio need not be
where counted.value <> 0 or counted.measure = 'disputed'
