-- Who does what, by when? One row per measure × who does it.
-- A municipal part is one task in each of the municipalities, a joint part one task in all.
-- key: plan_id, measure_no, area_code
create table marts.measure_tasks as
select
    measure_parts.plan_id,
    measure_parts.measure_no,
    areas.area_code,
    areas.area,
    measure_parts.is_joint,
    measure_parts.task,
    measure_parts.owner,
    measure_parts.deadline,
    deadline_notes.note as deadline_note
from staging.measure_parts
left join staging.deadline_notes using (measure_no, is_joint)
inner join staging.areas
    on areas.area_type = if(measure_parts.is_joint, 'felles', 'kommune')
order by measure_parts.measure_no, measure_parts.is_joint, area collate nb;

comment on table marts.measure_tasks is 'Who does what, by when. One row per measure × who does it.';
comment on column marts.measure_tasks.plan_id is 'The plan';
comment on column marts.measure_tasks.measure_no is 'Measure';
comment on column marts.measure_tasks.area_code is 'Municipality, or «felles» for a joint task';
comment on column marts.measure_tasks.area is 'Name of the municipality, or «Felles»';
comment on column marts.measure_tasks.is_joint is 'Done once on behalf of all';
comment on column marts.measure_tasks.task is 'What is to be done';
comment on column marts.measure_tasks.owner is 'Who does it, as the plan words it; a role';
comment on column marts.measure_tasks.deadline is 'Deadline; empty where the plan prints none';
comment on column marts.measure_tasks.deadline_note is 'What the deadline is about, where it is not all of the task; our reading';
