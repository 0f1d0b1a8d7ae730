-- How far has each task come? One row per task: what was last answered and not taken back, or why there is nothing.
-- key: plan_id, measure_no, area_code
create table marts.task_status as
with newest as (
    select max(report_id) as report_id
    from marts.task_history
    group by measure_no, area_code
),

last as (
    select history.*
    from marts.task_history as history
    inner join newest using (report_id)
    where not history.is_withdrawn
),

unreported as (
    select
        case
            when not is_available then 'Registeret svarer ikke'
            when exists (select 1 from raw.rounds) then 'Ikke svart'
            else 'Ikke spurt ennå'
        end as unreported_status
    from raw.register_state
),

asked as (
    select
        round_answers.measure_no,
        round_answers.area_code,
        round_answers.is_answered
    from marts.round_answers
    inner join marts.rounds using (round_id)
    where rounds.closed_at is null
)

select
    tasks.plan_id,
    tasks.measure_no,
    measures.working_title,
    measures.section,
    measures.focus_area,
    measures.source_id,
    tasks.area_code,
    tasks.area,
    tasks.is_joint,
    tasks.task,
    tasks.owner,
    tasks.deadline,
    tasks.deadline_note,
    coalesce(last.status, unreported.unreported_status) as status,
    last.report_id is not null as is_reported,
    coalesce(asked.is_answered, last.report_id is not null) as is_answered,
    last.done_as_meant is not null and last.should_continue is not null as is_evaluated,
    coalesce(last.is_in_operation, false) as is_in_operation,
    last.in_place_on,
    last.responsible,
    last.comment,
    last.reason,
    last.decided_by,
    last.new_deadline,
    last.link,
    last.done_as_meant,
    last.outcome,
    last.hindrance,
    last.should_continue,
    last.speaks_of,
    coalesce(last.is_older, false) as is_older,
    last.reporter_role,
    last.reported_at,
    last.reported_on,
    last.round_id,
    last.report_id
from marts.measure_tasks as tasks
inner join plan.marts.measures as measures using (measure_no)
cross join unreported
left join last using (measure_no, area_code)
left join asked using (measure_no, area_code)
order by tasks.measure_no, tasks.is_joint desc, tasks.area collate nb;

comment on table marts.task_status is 'How far each task has come. One row per measure × who does it.';
comment on column marts.task_status.plan_id is 'The plan';
comment on column marts.task_status.measure_no is 'Measure';
comment on column marts.task_status.working_title is 'Short title of the measure';
comment on column marts.task_status.section is 'Section of the plan';
comment on column marts.task_status.focus_area is 'Focus area';
comment on column marts.task_status.source_id is 'Source of what is to be done; the status is what was answered';
comment on column marts.task_status.area_code is 'Municipality, or «felles» for a joint task';
comment on column marts.task_status.area is 'Name of the municipality, or «Felles»';
comment on column marts.task_status.is_joint is 'Done once on behalf of all';
comment on column marts.task_status.task is 'What is to be done';
comment on column marts.task_status.owner is 'Who does it, as the plan words it; a role';
comment on column marts.task_status.deadline is 'Deadline in the plan; empty where it prints none';
comment on column marts.task_status.deadline_note is 'What the deadline is about, where it is not all of the task';
comment on column marts.task_status.status is 'Status as last reported, or why there is none';
comment on column marts.task_status.is_reported is 'Somebody has reported it';
comment on column marts.task_status.is_answered is 'It has been answered in the round that is open, or ever where none is';
comment on column marts.task_status.is_evaluated is 'Both whether it was done as meant and whether it should go on are answered';
comment on column marts.task_status.is_in_operation is 'Done, and in steady operation';
comment on column marts.task_status.in_place_on is 'First day of the month it was in place; empty where not known';
comment on column marts.task_status.responsible is 'Role or unit that is responsible here, as reported';
comment on column marts.task_status.comment is 'Comment, as reported';
comment on column marts.task_status.reason is 'Why it was not done, as reported';
comment on column marts.task_status.decided_by is 'Who decided that it is not to be done, as reported';
comment on column marts.task_status.new_deadline is 'A new deadline that was set; the plan''s own is kept';
comment on column marts.task_status.link is 'Address of more, as reported';
comment on column marts.task_status.done_as_meant is 'Evaluation: was it done as it was meant? Empty where not answered';
comment on column marts.task_status.outcome is 'Evaluation: what came of it, as typed';
comment on column marts.task_status.hindrance is 'Evaluation: what hindered it, as typed';
comment on column marts.task_status.should_continue is 'Evaluation: should it go on? Empty where not answered';
comment on column marts.task_status.speaks_of is 'The date the report tells the state of';
comment on column marts.task_status.is_older is 'Speaks of an older date than the answer before it';
comment on column marts.task_status.reporter_role is 'Role of whoever reported';
comment on column marts.task_status.reported_at is 'When it was reported, UTC';
comment on column marts.task_status.reported_on is 'The day it was reported, in Oslo';
comment on column marts.task_status.round_id is 'Reporting round it was reported in';
comment on column marts.task_status.report_id is 'The report';
