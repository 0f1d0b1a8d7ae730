create view staging.measure_parts as
select
    plan_id,
    measure_no::integer as measure_no,
    is_joint = 'ja' as is_joint,
    task,
    owner,
    deadline::date as deadline
from raw.measure_parts
where plan_id in (from staging.chosen_plan);
