create view staging.texts as
select
    purpose,
    place::integer as place,
    text
from raw.texts
where plan_id in (from staging.chosen_plan);
