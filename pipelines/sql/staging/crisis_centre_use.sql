create view staging.crisis_centre_use as
select
    area_code,
    year::integer as year,
    user_group,
    use,
    amount::integer as amount,
    amount_low::integer as amount_low,
    amount_high::integer as amount_high,
    percent_low::double as percent_low,
    "precision",
    wording,
    counting_method,
    is_main = 'ja' as is_main,
    is_provisional = 'ja' as is_provisional,
    is_unconfirmed is not distinct from 'ja' as is_unconfirmed,
    in_plan = 'ja' as in_plan,
    plan_section,
    source_id,
    note
from raw.crisis_centre_use;
