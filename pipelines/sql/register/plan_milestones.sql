-- When is the work on the next plan to be where, and when was it? One row per milestone.
-- key: milestone_id
create table marts.plan_milestones as
select
    milestones.milestone_id,
    milestones.place,
    milestones.milestone,
    milestones.planned_on as planned_in_plan,
    if(last.entry_id is null, milestones.planned_on, last.planned_on) as planned_on,
    last.reached_on,
    last.note,
    last.role,
    last.saved_at,
    last.entry_id
from plan.marts.milestones as milestones
left join raw.last_entries('raw.milestones', milestone_id) as last using (milestone_id)
order by milestones.place;

comment on table marts.plan_milestones is 'Milestones on the way to the next plan. One row per milestone.';
comment on column marts.plan_milestones.milestone_id is 'Key';
comment on column marts.plan_milestones.place is 'Order';
comment on column marts.plan_milestones.milestone is 'What has been reached';
comment on column marts.plan_milestones.planned_in_plan is 'The present plan''s own date, where it prints one';
comment on column marts.plan_milestones.planned_on is 'When it is to be reached: the plan''s own date until another is set';
comment on column marts.plan_milestones.reached_on is 'When it was reached';
comment on column marts.plan_milestones.note is 'Note, as typed';
comment on column marts.plan_milestones.role is 'Role of whoever wrote it';
comment on column marts.plan_milestones.saved_at is 'When, UTC';
comment on column marts.plan_milestones.entry_id is 'The entry; empty where nothing was written';
