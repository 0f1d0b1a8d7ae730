-- What has been reported of each task, in order? One row per report.
create table marts.task_history as
select
    report_id,
    measure_no,
    area_code,
    status,
    lag(status) over (partition by measure_no, area_code order by report_id) as previous_status,
    is_in_operation,
    in_place_on,
    responsible,
    comment,
    reason,
    decided_by,
    new_deadline,
    link,
    speaks_of,
    reporter_role,
    saved_at as reported_at,
    (saved_at at time zone 'UTC' at time zone 'Europe/Oslo')::date as reported_on,
    round_id
from raw.reports
order by report_id;

comment on table marts.task_history is 'What has been reported, in order. One row per report.';
comment on column marts.task_history.report_id is 'Key; in the order they were saved';
comment on column marts.task_history.measure_no is 'Measure';
comment on column marts.task_history.area_code is 'Municipality, or «felles» for a joint task';
comment on column marts.task_history.status is 'Status';
comment on column marts.task_history.previous_status is 'Status in the report of the same task before; empty for the first';
comment on column marts.task_history.is_in_operation is 'Done, and in steady operation';
comment on column marts.task_history.in_place_on is 'First day of the month it was in place; empty where not known';
comment on column marts.task_history.responsible is 'Role or unit that is responsible here';
comment on column marts.task_history.comment is 'Comment';
comment on column marts.task_history.reason is 'Why it was not done';
comment on column marts.task_history.decided_by is 'Who decided that it is not to be done';
comment on column marts.task_history.new_deadline is 'A new deadline that was set';
comment on column marts.task_history.link is 'Address of more';
comment on column marts.task_history.speaks_of is 'The date the report tells the state of';
comment on column marts.task_history.reporter_role is 'Role of whoever reported';
comment on column marts.task_history.reported_at is 'When it was reported, UTC';
comment on column marts.task_history.reported_on is 'The day it was reported, in Oslo';
comment on column marts.task_history.round_id is 'Reporting round that was open then';
