create view staging.plan_groups as
select
    group_id,
    place::integer as place,
    name,
    about,
    missing
from raw.plan_groups
where plan_id in (from staging.chosen_plan);
