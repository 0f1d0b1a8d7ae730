create view staging.prevalence as
select
    estimate_id,
    source_id,
    violence,
    population,
    subgroup,
    sex,
    age_from::integer as age_from,
    age_to::integer as age_to,
    recall_period,
    percent::double as percent,
    percent_low::double as percent_low,
    percent_high::double as percent_high,
    persons_low::integer as persons_low,
    persons_high::integer as persons_high,
    ratio::double as ratio,
    "precision",
    wording,
    missing_reason,
    is_provisional = 'ja' as is_provisional,
    in_plan = 'ja' as in_plan,
    plan_section
from raw.prevalence;
