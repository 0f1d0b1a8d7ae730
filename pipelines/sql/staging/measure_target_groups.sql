create view staging.measure_target_groups as
select
    measure_no::integer as measure_no,
    target_group
from raw.measure_target_groups;
