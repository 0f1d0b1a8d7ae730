create view staging.plan_seats as
select
    seat,
    place::integer as place,
    measure_no::integer as measure_no
from raw.plan_seats
where plan_id in (from staging.chosen_plan);
