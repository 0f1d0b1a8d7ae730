create view staging.development_measures as
select
    development_id,
    measure_no::integer as measure_no
from raw.development_measures
where plan_id in (from staging.chosen_plan);
