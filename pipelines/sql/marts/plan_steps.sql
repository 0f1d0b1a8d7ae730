-- Which steps lead to a new plan that is in use? One row per step.
-- key: step_id
create table marts.plan_steps as
select
    step_id,
    place,
    step,
    milestone_id,
    weeks_before
from staging.plan_steps
order by place;

comment on table marts.plan_steps is 'Steps of the work on a new plan. One row per step.';
comment on column marts.plan_steps.step_id is 'Key';
comment on column marts.plan_steps.place is 'Order';
comment on column marts.plan_steps.step is 'What is done';
comment on column marts.plan_steps.milestone_id is 'The milestone that says when it is to be done, and that it is';
comment on column marts.plan_steps.weeks_before is 'Proposed: weeks before the first council treats the plan, or before the plan''s own date for the revision';
