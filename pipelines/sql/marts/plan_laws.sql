-- What does the plan itself say of the laws? One row per law that its chapter 6 names.
-- key: law
create table marts.plan_laws as
select
    plan_law_id,
    law,
    paragraphs,
    wording,
    plan_section,
    source_id
from staging.plan_laws
order by law collate nb;

comment on table marts.plan_laws is 'The laws as chapter 6 of the plan words them. One row per law.';
comment on column marts.plan_laws.plan_law_id is 'Key';
comment on column marts.plan_laws.law is 'Name';
comment on column marts.plan_laws.paragraphs is 'Paragraphs the plan refers to';
comment on column marts.plan_laws.wording is 'The words of the plan';
comment on column marts.plan_laws.plan_section is 'Section of the action plan';
comment on column marts.plan_laws.source_id is 'Source';
