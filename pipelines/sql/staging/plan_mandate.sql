create view staging.plan_mandate as
select
    place::integer as place,
    heading,
    wording,
    is_by_when = 'ja' as is_by_when,
    plan_section,
    source_id
from raw.plan_mandate
where plan_id in (from staging.chosen_plan);
