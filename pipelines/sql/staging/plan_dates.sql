create view staging.plan_dates as
select
    date_id,
    date::date as date,
    event,
    in_plan = 'ja' as in_plan,
    plan_section,
    source_id
from raw.plan_dates
where plan_id in (from staging.chosen_plan);
