-- What does the plan say of the group that is to revise it? One row per sentence or point.
-- key: place
create table marts.plan_mandate as
select
    place,
    heading,
    wording,
    is_by_when,
    plan_section,
    source_id
from staging.plan_mandate
order by place;

comment on table marts.plan_mandate is 'The group that is to revise the plan, and its mandate, in the words of the plan. One row per sentence or point.';
comment on column marts.plan_mandate.place is 'Order';
comment on column marts.plan_mandate.heading is 'Heading of a list that it is a point of, as the plan prints it; empty for a sentence';
comment on column marts.plan_mandate.wording is 'The words of the plan';
comment on column marts.plan_mandate.is_by_when is 'It says by when the group is to be there';
comment on column marts.plan_mandate.plan_section is 'Section of the action plan';
comment on column marts.plan_mandate.source_id is 'Source';
