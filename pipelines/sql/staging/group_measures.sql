create view staging.group_measures as
select
    group_id,
    measure_no::integer as measure_no
from raw.group_measures
where plan_id in (from staging.chosen_plan);
