create view staging.advisory_cases as
select
    year::integer as year,
    area_code,
    age_group,
    concern,
    cases::integer as cases,
    percent::double as percent,
    -- 44,5 is printed to a tenth and 39 to a whole percent: what it may have been rounded from differs.
    0.5 / 10 ** length(split_part(percent, '.', 2)) as percent_rounding,
    wording,
    is_provisional = 'ja' as is_provisional,
    is_unconfirmed is not distinct from 'ja' as is_unconfirmed,
    in_plan = 'ja' as in_plan,
    plan_section,
    source_id,
    note
from raw.advisory_cases;
