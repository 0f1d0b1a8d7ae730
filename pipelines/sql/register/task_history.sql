-- What has been reported of each task, in order? One row per report.
-- The only one that reads raw.reports: those are what stands for each task and all that is newer, where what is older is
-- carried forward from the version before.
-- key: report_id
create table marts.task_history as
with frozen as (
    select
        area_code,
        any_value(area order by round_id desc) as area
    from raw.round_tasks
    group by area_code
),

named as (
    select
        area_code,
        any_value(area) as area
    from marts.measure_tasks
    group by area_code
),

-- All that a report says, but for the date it speaks of and who sent it.
told as (
    select
        *,
        struct_pack(
            is_withdrawn,
            status,
            is_in_operation,
            in_place_on,
            responsible,
            comment,
            reason,
            decided_by,
            new_deadline,
            link,
            done_as_meant,
            outcome,
            hindrance,
            should_continue
        ) as said
    from raw.reports
)

select
    reports.report_id,
    reports.plan_id,
    reports.measure_no,
    reports.area_code,
    coalesce(named.area, frozen.area, reports.area_code) as area,
    reports.status,
    lag(reports.status) over task as previous_status,
    reports.is_withdrawn,
    reports.is_in_operation,
    reports.in_place_on,
    reports.responsible,
    reports.comment,
    reports.reason,
    reports.decided_by,
    reports.new_deadline,
    reports.link,
    reports.done_as_meant,
    reports.outcome,
    reports.hindrance,
    reports.should_continue,
    reports.speaks_of,
    not reports.is_withdrawn
    and coalesce(reports.speaks_of < lag(if(reports.is_withdrawn, null, reports.speaks_of)) over task, false) as is_older,
    not reports.is_withdrawn and reports.said is not distinct from lag(reports.said) over task as is_unchanged,
    reports.reporter_role,
    reports.saved_at as reported_at,
    (reports.saved_at at time zone 'UTC' at time zone 'Europe/Oslo')::date as reported_on,
    reports.round_id
from told as reports
left join named using (area_code)
left join frozen using (area_code)
window task as (partition by reports.measure_no, reports.area_code order by reports.report_id)
order by reports.report_id;

comment on table marts.task_history is 'What has been reported, in order. One row per report.';
comment on column marts.task_history.report_id is 'Key; in the order they were saved';
comment on column marts.task_history.plan_id is 'The plan';
comment on column marts.task_history.measure_no is 'Measure';
comment on column marts.task_history.area_code is 'Municipality, or «felles» for a joint task';
comment on column marts.task_history.area is 'Name of the municipality, or «Felles»';
comment on column marts.task_history.status is 'Status; «Ikke svart» where the answer before was taken back';
comment on column marts.task_history.is_withdrawn is 'Takes the answer before it back: nothing is answered';
comment on column marts.task_history.previous_status is 'Status in the report of the same task before; empty for the first';
comment on column marts.task_history.is_in_operation is 'Done, and in steady operation';
comment on column marts.task_history.in_place_on is 'First day of the month it was in place; empty where not known';
comment on column marts.task_history.responsible is 'Role or unit that is responsible here';
comment on column marts.task_history.comment is 'Comment';
comment on column marts.task_history.reason is 'Why it was not done';
comment on column marts.task_history.decided_by is 'Who decided that it is not to be done';
comment on column marts.task_history.new_deadline is 'A new deadline that was set';
comment on column marts.task_history.link is 'Address of more';
comment on column marts.task_history.done_as_meant is 'Evaluation: was it done as it was meant? Empty where not answered';
comment on column marts.task_history.outcome is 'Evaluation: what came of it, as typed';
comment on column marts.task_history.hindrance is 'Evaluation: what hindered it, as typed';
comment on column marts.task_history.should_continue is 'Evaluation: should it go on? Empty where not answered';
comment on column marts.task_history.speaks_of is 'The date the report tells the state of';
comment on column marts.task_history.is_older is 'Speaks of an older date than the answer before it';
comment on column marts.task_history.is_unchanged is 'Says what the answer before it said, maybe of another date or from another role';
comment on column marts.task_history.reporter_role is 'Role of whoever reported';
comment on column marts.task_history.reported_at is 'When it was reported, UTC';
comment on column marts.task_history.reported_on is 'The day it was reported, in Oslo';
comment on column marts.task_history.round_id is 'Reporting round that was open then';
