create view staging.plan_mandate as
select
    place::integer as place,
    heading,
    wording,
    plan_section,
    source_id
from raw.plan_mandate;
