-- How far has each task come? One row per task.
-- The plan prints no status, and no reporting round has been opened: that is what every row says.
create table marts.task_status as
select
    measure_no,
    area_code,
    'Ikke innhentet ennå' as status,
    null::date as in_place_on,
    null::timestamp as reported_at,
    null::integer as round_id
from marts.measure_tasks;

comment on table marts.task_status is 'How far each task has come. One row per measure × who does it.';
comment on column marts.task_status.measure_no is 'Measure';
comment on column marts.task_status.area_code is 'Municipality, or «felles» for a joint task';
comment on column marts.task_status.status is 'Status as last reported';
comment on column marts.task_status.in_place_on is 'When it was in place';
comment on column marts.task_status.reported_at is 'When it was reported, UTC';
comment on column marts.task_status.round_id is 'Reporting round it was reported in';
