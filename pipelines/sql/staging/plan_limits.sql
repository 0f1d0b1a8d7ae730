create view staging.plan_limits as
select
    limit_id,
    theme,
    kind,
    wording,
    plan_section,
    source_id
from raw.plan_limits
where plan_id in (from staging.chosen_plan);
