-- Which law touches what the plan is about? One row per law × paragraph. What it touches, it does not thereby demand.
create table marts.laws as
select
    laws.law_id,
    laws.law,
    laws.paragraph,
    laws.duty,
    laws.addressee,
    laws.summary,
    laws.in_force_on,
    laws.note,
    laws.address,
    laws.checked_on,
    list(measure_laws.measure_no order by measure_laws.measure_no)
        filter (where measure_laws.measure_no is not null) as measure_nos,
    laws.source_id
from staging.laws
left join staging.measure_laws using (law_id)
group by all
order by laws.duty = 'ingen funnet', laws.law collate nb, replace(laws.paragraph, 'første', '1');

comment on table marts.laws is 'Laws that touch what the plan is about, in our own words. One row per law × paragraph.';
comment on column marts.laws.law_id is 'Key';
comment on column marts.laws.law is 'Name';
comment on column marts.laws.paragraph is 'Paragraph, and which part of it; empty where nothing was found';
comment on column marts.laws.duty is '«skal», «kan», «forbud», «rett», or «ingen funnet»';
comment on column marts.laws.addressee is 'Whom it asks';
comment on column marts.laws.summary is 'What it says, in our own words';
comment on column marts.laws.in_force_on is 'The day since when it reads so; empty where not read';
comment on column marts.laws.note is 'What will mislead a reader who does not know it';
comment on column marts.laws.address is 'Web address of the paragraph';
comment on column marts.laws.checked_on is 'The day of the text that it was read from; later changes are not in it';
comment on column marts.laws.measure_nos is 'Measures it touches (our reading); empty where it touches no single one';
comment on column marts.laws.source_id is 'Source';
