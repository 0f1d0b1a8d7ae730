create view staging.figure_measures as
select
    figure_id,
    measure_no::integer as measure_no
from raw.figure_measures
where plan_id in (from staging.chosen_plan);
