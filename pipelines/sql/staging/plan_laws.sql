create view staging.plan_laws as
select
    plan_law_id,
    law,
    paragraphs,
    wording,
    plan_section,
    source_id
from raw.plan_laws
where plan_id in (from staging.chosen_plan);
