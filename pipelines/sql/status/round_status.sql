-- How did each task stand when a round was frozen? One row per closed round × task; never changes.
create table marts.round_status as
select
    frozen.round_id,
    frozen.measure_no,
    frozen.area_code,
    tasks.area,
    tasks.is_joint,
    tasks.task,
    tasks.owner,
    coalesce(reports.status, 'Ikke svart') as status,
    frozen.report_id is not null as is_reported,
    coalesce(reports.is_in_operation, false) as is_in_operation,
    reports.in_place_on,
    reports.responsible,
    reports.comment,
    reports.reason,
    reports.decided_by,
    reports.new_deadline,
    reports.link,
    reports.reporter_role,
    reports.reported_at,
    reports.reported_on,
    (rounds.closed_at at time zone 'UTC' at time zone 'Europe/Oslo')::date as closed_on,
    coalesce(reports.round_id = frozen.round_id, false) as is_reported_in_round,
    frozen.deadline,
    frozen.report_id
from raw.round_tasks as frozen
inner join raw.rounds as rounds on frozen.round_id = rounds.round_id
left join marts.task_history as reports using (report_id)
left join marts.measure_tasks as tasks
    on frozen.measure_no = tasks.measure_no and frozen.area_code = tasks.area_code
order by frozen.round_id, frozen.measure_no, tasks.is_joint desc, tasks.area collate nb;

comment on table marts.round_status is 'How each task stood when a round was frozen. One row per closed round × task.';
comment on column marts.round_status.round_id is 'Round';
comment on column marts.round_status.measure_no is 'Measure';
comment on column marts.round_status.area_code is 'Municipality, or «felles» for a joint task';
comment on column marts.round_status.area is 'Name of the municipality, or «Felles»';
comment on column marts.round_status.is_joint is 'Done once on behalf of all';
comment on column marts.round_status.task is 'What is to be done';
comment on column marts.round_status.owner is 'Who does it, as the plan words it; a role';
comment on column marts.round_status.status is 'Status as it was last reported then, or «Ikke svart»';
comment on column marts.round_status.is_reported is 'Somebody had reported it';
comment on column marts.round_status.is_in_operation is 'Done, and in steady operation';
comment on column marts.round_status.in_place_on is 'First day of the month it was in place; empty where not known';
comment on column marts.round_status.responsible is 'Role or unit that is responsible here, as reported';
comment on column marts.round_status.comment is 'Comment, as reported';
comment on column marts.round_status.reason is 'Why it was not done, as reported';
comment on column marts.round_status.decided_by is 'Who decided that it is not to be done, as reported';
comment on column marts.round_status.new_deadline is 'A new deadline that was set';
comment on column marts.round_status.link is 'Address of more, as reported';
comment on column marts.round_status.reporter_role is 'Role of whoever reported';
comment on column marts.round_status.reported_at is 'When that was reported, UTC';
comment on column marts.round_status.reported_on is 'The day it was reported, in Oslo';
comment on column marts.round_status.closed_on is 'The day the round was closed, in Oslo';
comment on column marts.round_status.is_reported_in_round is 'Reported while the round was open, not before';
comment on column marts.round_status.deadline is 'Deadline in the plan, when the round was frozen';
comment on column marts.round_status.report_id is 'The report';
