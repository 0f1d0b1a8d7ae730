create view staging.group_numbers as
select
    group_id,
    part,
    place::integer as place,
    fact_id,
    hole,
    not_applicable
from raw.group_numbers
where plan_id in (from staging.chosen_plan);
