-- Of which target groups is a line of reasoning told? One row per group.
-- key: group_id
create table marts.plan_groups as
select
    group_id,
    place,
    name,
    about,
    missing
from staging.plan_groups
order by place;

comment on table marts.plan_groups is 'Target groups that have a line of reasoning of their own (our reading). One row per group.';
comment on column marts.plan_groups.group_id is 'Key';
comment on column marts.plan_groups.place is 'Order';
comment on column marts.plan_groups.name is 'Name';
comment on column marts.plan_groups.about is 'Whom it is, in a few words';
comment on column marts.plan_groups.missing is 'What is not known of it, or not here';
