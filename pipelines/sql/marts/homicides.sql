-- How were victim and killer related in homicides in close relationships? One row per period × relation.
-- key: year_from, year_to, relation
create table marts.homicides as
select
    year_from,
    year_to,
    relation,
    victims,
    wording,
    in_plan,
    plan_section,
    source_id
from staging.homicides;

comment on table marts.homicides is 'Homicide in close relationships, whole country. One row per period × relation.';
comment on column marts.homicides.year_from is 'First year of the period';
comment on column marts.homicides.year_to is 'Last year of the period';
comment on column marts.homicides.relation is 'Relation between victim and killer, as worded';
comment on column marts.homicides.victims is 'Persons killed in the whole period';
comment on column marts.homicides.wording is 'The few words of the source that carry the number';
comment on column marts.homicides.in_plan is 'Printed in the action plan; false for later additions';
comment on column marts.homicides.plan_section is 'Section of the action plan';
comment on column marts.homicides.source_id is 'Source';
