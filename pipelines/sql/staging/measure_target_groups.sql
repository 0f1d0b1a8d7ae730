create view staging.measure_target_groups as
select
    plan_id,
    measure_no::integer as measure_no,
    target_group
from raw.measure_target_groups
where plan_id in (from staging.chosen_plan);
