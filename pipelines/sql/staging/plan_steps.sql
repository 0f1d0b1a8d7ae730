create view staging.plan_steps as
select
    step_id,
    place::integer as place,
    step,
    milestone_id,
    weeks_before::integer as weeks_before
from raw.plan_steps
where plan_id in (from staging.chosen_plan);
