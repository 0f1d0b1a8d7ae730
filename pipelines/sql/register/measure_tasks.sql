-- Who does what, by when? One row per measure × who does it: the plan's, with made-up names in the example.
-- key: plan_id, measure_no, area_code
create table marts.measure_tasks as
with placed as (
    select
        tasks.*,
        raw.letters((dense_rank() over (partition by is_joint order by area_code))::integer) as letters
    from plan.marts.measure_tasks as tasks
)

select
    plan_id,
    measure_no,
    if(is_example and not is_joint, 'eksempel_' || lower(letters), area_code) as area_code,
    if(is_example and not is_joint, 'Kommune ' || letters, area) as area,
    is_joint,
    task,
    owner,
    deadline,
    deadline_note
from placed
cross join raw.register_state
order by measure_no, is_joint, area collate nb;

comment on table marts.measure_tasks is 'Who does what, by when. One row per measure × who does it.';
comment on column marts.measure_tasks.plan_id is 'The plan';
comment on column marts.measure_tasks.measure_no is 'Measure';
comment on column marts.measure_tasks.area_code is 'Municipality, or «felles» for a joint task';
comment on column marts.measure_tasks.area is 'Name of the municipality, or «Felles»; made up in the example';
comment on column marts.measure_tasks.is_joint is 'Done once on behalf of all';
comment on column marts.measure_tasks.task is 'What is to be done';
comment on column marts.measure_tasks.owner is 'Who does it, as the plan words it; a role';
comment on column marts.measure_tasks.deadline is 'Deadline; empty where the plan prints none';
comment on column marts.measure_tasks.deadline_note is 'What the deadline is about, where it is not all of the task; our reading';
