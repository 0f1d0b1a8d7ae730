-- What does each of those who are asked make of a measure? One row per measure × who does it.
-- key: measure_no, area_code
create table marts.task_evaluations as
select
    measure_no,
    area_code,
    area,
    is_joint,
    owner,
    done_as_meant,
    outcome,
    hindrance,
    should_continue,
    is_evaluated,
    coalesce(done_as_meant, outcome, hindrance, should_continue) is not null as is_begun,
    reported_at
from marts.task_status
order by measure_no, is_joint desc, area collate nb;

comment on table marts.task_evaluations is 'What each of those who are asked makes of a measure. One row per measure × who does it.';
comment on column marts.task_evaluations.measure_no is 'Measure';
comment on column marts.task_evaluations.area_code is 'Municipality, or «felles» for a joint task';
comment on column marts.task_evaluations.area is 'Name of the municipality, or «Felles»';
comment on column marts.task_evaluations.is_joint is 'Done once on behalf of all';
comment on column marts.task_evaluations.owner is 'Who does it, as the plan words it; a role';
comment on column marts.task_evaluations.done_as_meant is 'Was it done as it was meant? Empty where not answered';
comment on column marts.task_evaluations.outcome is 'What came of it, as typed';
comment on column marts.task_evaluations.hindrance is 'What hindered it, as typed';
comment on column marts.task_evaluations.should_continue is 'Should it go on? Empty where not answered';
comment on column marts.task_evaluations.is_evaluated is 'Both whether it was done as meant and whether it should go on are answered';
comment on column marts.task_evaluations.is_begun is 'Any of the four questions is answered';
comment on column marts.task_evaluations.reported_at is 'When it was answered last, UTC';
