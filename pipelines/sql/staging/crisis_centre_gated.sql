create view staging.crisis_centre_gated as
select
    year::integer as year,
    area_code,
    user_group,
    use,
    amount::integer as amount,
    missing_reason
from raw.crisis_centre_gated;
