-- What does the plan leave out? One row per theme.
-- key: theme
create table marts.plan_limits as
select
    limit_id,
    theme,
    kind,
    wording,
    plan_section,
    source_id
from staging.plan_limits;

comment on table marts.plan_limits is 'Themes the plan leaves to the next one, or leaves out on purpose. One row per theme.';
comment on column marts.plan_limits.limit_id is 'Key';
comment on column marts.plan_limits.theme is 'Theme';
comment on column marts.plan_limits.kind is '«overlatt til neste plan» or «bevisst utenfor planen»';
comment on column marts.plan_limits.wording is 'The plan''s own words';
comment on column marts.plan_limits.plan_section is 'Section of the action plan';
comment on column marts.plan_limits.source_id is 'Source';
