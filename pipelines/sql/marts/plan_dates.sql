-- Which dates bind the plan as a whole? One row per date.
-- key: date_id
create table marts.plan_dates as
select
    date_id,
    date,
    event,
    in_plan,
    plan_section,
    source_id
from staging.plan_dates
order by date, date_id;

comment on table marts.plan_dates is 'Dates that bind the plan as a whole. One row per date.';
comment on column marts.plan_dates.date_id is 'Key';
comment on column marts.plan_dates.date is 'Date';
comment on column marts.plan_dates.event is 'What happens';
comment on column marts.plan_dates.in_plan is 'Printed in the action plan; false for later additions';
comment on column marts.plan_dates.plan_section is 'Section of the action plan';
comment on column marts.plan_dates.source_id is 'Source';
