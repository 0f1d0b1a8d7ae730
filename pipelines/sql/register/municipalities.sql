-- Which municipalities have tasks in the plan? One row per municipality.
-- key: area_code
create table marts.municipalities as
select distinct
    area_code,
    area
from marts.measure_tasks
where not is_joint
order by area collate nb;

comment on table marts.municipalities is 'The municipalities that have tasks in the plan. One row per municipality.';
comment on column marts.municipalities.area_code is 'Municipality';
comment on column marts.municipalities.area is 'Name of the municipality; made up in the example';
