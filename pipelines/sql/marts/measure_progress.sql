-- In how many municipalities is each measure done? One row per measure × municipal or joint.
create table marts.measure_progress as
select
    measure_tasks.measure_no,
    measure_tasks.is_joint,
    count(*)::integer as tasks,
    count(*) filter (where task_status.status = 'Gjennomført')::integer as tasks_done,
    count(task_status.reported_at)::integer as tasks_reported,
    any_value(task_status.status) filter (where task_status.reported_at is null) as unreported_status,
    any_value(measure_tasks.deadline) as deadline
from marts.measure_tasks
inner join marts.task_status using (measure_no, area_code)
group by all
order by measure_no, is_joint;

comment on table marts.measure_progress is 'How many of a measure''s tasks are done. One row per measure × municipal or joint.';
comment on column marts.measure_progress.measure_no is 'Measure';
comment on column marts.measure_progress.is_joint is 'The joint task, or the municipal ones';
comment on column marts.measure_progress.tasks is 'Number of tasks';
comment on column marts.measure_progress.tasks_done is 'Number of tasks reported «Gjennomført»';
comment on column marts.measure_progress.tasks_reported is 'Number of tasks that have been reported at all';
comment on column marts.measure_progress.unreported_status is 'What the tasks that nobody has reported read';
comment on column marts.measure_progress.deadline is 'Deadline of the part; empty where the plan prints none';
