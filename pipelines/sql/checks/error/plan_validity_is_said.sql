-- When a plan is valid is somebody's word.
-- expected: en kilde for når planen gjelder
select
    source_id,
    format('{}: plans.csv sier når planen gjelder, men ikke hvem som har sagt det', title) as detail
from staging.plans
where coalesce(valid_from, valid_until) is not null and validity_said_by is null
