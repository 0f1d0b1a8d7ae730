-- Whom is each measure for? One row per measure × target group or theme.
-- key: plan_id, measure_no, target_group
create table marts.measure_target_groups as
select
    plan_id,
    measure_no,
    target_group
from staging.measure_target_groups;

comment on table marts.measure_target_groups is 'Whom the measures are for. One row per measure × target group or theme.';
comment on column marts.measure_target_groups.plan_id is 'The plan';
comment on column marts.measure_target_groups.measure_no is 'Measure';
comment on column marts.measure_target_groups.target_group is 'Target group or theme, as the overview words it';
