-- What must be reached before a new plan can be adopted? One row per milestone.
-- key: milestone_id
create table marts.milestones as
select
    milestones.milestone_id,
    milestones.place,
    milestones.milestone,
    plan_dates.date as planned_on,
    plan_dates.source_id
from staging.milestones
left join staging.plan_dates using (date_id)
order by place;

comment on table marts.milestones is 'Milestones on the way to a new plan, before the councils adopt it. One row per milestone.';
comment on column marts.milestones.milestone_id is 'Key';
comment on column marts.milestones.place is 'Order';
comment on column marts.milestones.milestone is 'What has been reached';
comment on column marts.milestones.planned_on is 'The plan''s own date; empty where it prints none';
comment on column marts.milestones.source_id is 'Source of the date';
