-- Which law says that the services must or should? One row per law.
create table marts.laws as
select
    laws.law_id,
    laws.law,
    laws.paragraphs,
    laws.duty,
    laws.addressee,
    laws.wording,
    list(measure_laws.measure_no order by measure_laws.measure_no)
        filter (where measure_laws.measure_no is not null) as measure_nos,
    laws.plan_section,
    laws.source_id
from staging.laws
left join staging.measure_laws using (law_id)
group by all
order by laws.duty desc, laws.law;

comment on table marts.laws is 'Laws that ask something of the services, as chapter 6 of the plan words them. One row per law.';
comment on column marts.laws.law_id is 'Key';
comment on column marts.laws.law is 'Name';
comment on column marts.laws.paragraphs is 'Paragraphs the plan refers to';
comment on column marts.laws.duty is '«skal» or «bør»';
comment on column marts.laws.addressee is 'Whom it asks';
comment on column marts.laws.wording is 'The words of the plan that say so';
comment on column marts.laws.measure_nos is 'Measures it bears on (our reading)';
comment on column marts.laws.plan_section is 'Section of the action plan';
comment on column marts.laws.source_id is 'Source';
