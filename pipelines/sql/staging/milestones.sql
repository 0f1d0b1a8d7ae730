create view staging.milestones as
select
    milestone_id,
    place::integer as place,
    milestone,
    date_id
from raw.milestones
where plan_id in (from staging.chosen_plan);
