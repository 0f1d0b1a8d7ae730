create view staging.measure_laws as
select
    law_id,
    measure_no::integer as measure_no
from raw.measure_laws
where plan_id in (from staging.chosen_plan);
