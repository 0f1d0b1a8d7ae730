create view staging.measure_facts as
select
    measure_no::integer as measure_no,
    fact_id,
    short
from raw.measure_facts
where plan_id in (from staging.chosen_plan);
