-- How did each task stand when a round was frozen? One row per closed round × task; never changes, whatever the plan's
-- files say later: nothing of them is read here.
-- key: round_id, measure_no, area_code
create table marts.round_status as
select
    frozen.round_id,
    frozen.measure_no,
    coalesce(frozen.working_title, format('Tiltak {}', frozen.measure_no)) as working_title,
    if(frozen.place is null, 'Ikke bevart', frozen.section) as section,
    frozen.focus_area,
    if(frozen.place is null, 'Ikke bevart', frozen.overview_wording) as overview_wording,
    if(frozen.place is null, 'Ikke bevart', frozen.body_wording) as body_wording,
    frozen.area_code,
    coalesce(frozen.area, if(raw.is_joint(frozen.area_code), 'Felles', frozen.area_code)) as area,
    coalesce(frozen.is_joint, raw.is_joint(frozen.area_code)) as is_joint,
    if(frozen.place is null, 'Ikke bevart', frozen.task) as task,
    if(frozen.place is null, 'Ikke bevart', frozen.owner) as owner,
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
    reports.done_as_meant,
    reports.outcome,
    reports.hindrance,
    reports.should_continue,
    reports.speaks_of,
    coalesce(reports.is_older, false) as is_older,
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
order by frozen.round_id, frozen.place, frozen.measure_no, frozen.area_code;

comment on table marts.round_status is 'How each task stood when a round was frozen. One row per closed round × task.';
comment on column marts.round_status.round_id is 'Round';
comment on column marts.round_status.measure_no is 'Measure';
comment on column marts.round_status.working_title is 'Short title of the measure; its number where that was not kept';
comment on column marts.round_status.section is 'Section in the plan, when the round was frozen';
comment on column marts.round_status.focus_area is 'Focus area in the plan, when the round was frozen; empty where not kept';
comment on column marts.round_status.overview_wording is 'Wording in the plan''s overview, when the round was frozen';
comment on column marts.round_status.body_wording is 'Wording in the plan''s body, when the round was frozen';
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
comment on column marts.round_status.done_as_meant is 'Evaluation: was it done as it was meant? Empty where not answered';
comment on column marts.round_status.outcome is 'Evaluation: what came of it, as typed';
comment on column marts.round_status.hindrance is 'Evaluation: what hindered it, as typed';
comment on column marts.round_status.should_continue is 'Evaluation: should it go on? Empty where not answered';
comment on column marts.round_status.speaks_of is 'The date the report tells the state of';
comment on column marts.round_status.is_older is 'Speaks of an older date than the answer before it';
comment on column marts.round_status.reporter_role is 'Role of whoever reported';
comment on column marts.round_status.reported_at is 'When that was reported, UTC';
comment on column marts.round_status.reported_on is 'The day it was reported, in Oslo';
comment on column marts.round_status.closed_on is 'The day the round was closed, in Oslo';
comment on column marts.round_status.is_reported_in_round is 'Reported while the round was open, not before';
comment on column marts.round_status.deadline is 'Deadline in the plan, when the round was frozen';
comment on column marts.round_status.report_id is 'The report';
