create view staging.plans as
select
    plan_id,
    title,
    short_title,
    title_in_text,
    valid_from::date as valid_from,
    valid_until::date as valid_until,
    validity_said_by,
    address,
    source_id
from raw.plans;
