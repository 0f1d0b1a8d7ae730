-- Which law touches what the plan is about? One row per law × paragraph. What it touches, it does not thereby demand.
-- key: law, paragraph
create table marts.laws as
with touched as (
    select
        law_id,
        list(measure_no order by measure_no) as measure_nos
    from staging.measure_laws
    group by law_id
)

select
    law_id,
    law,
    paragraph,
    duty,
    addressee,
    summary,
    in_force_on,
    note,
    address,
    checked_on,
    coalesce(touched.measure_nos, []) as measure_nos,
    source_id
from staging.laws
left join touched using (law_id)
-- By number and not by letter: «§§ 5 og 6» comes before «§ 7», and «§ 3-4» before «§ 3-10».
order by
    duty = 'ingen funnet',
    law collate nb,
    regexp_extract_all(paragraph, '\d+')::integer[],
    replace(paragraph, 'første', '1');

comment on table marts.laws is 'Laws that touch what the plan is about, in our own words. One row per law × paragraph.';
comment on column marts.laws.law_id is 'Key';
comment on column marts.laws.law is 'Name';
comment on column marts.laws.paragraph is 'Paragraph, and which part of it; empty where nothing was found';
comment on column marts.laws.duty is '«skal», «kan», «skal og bør», «forbud», «rett», or «ingen funnet»';
comment on column marts.laws.addressee is 'Whom it asks';
comment on column marts.laws.summary is 'What it says, in our own words';
comment on column marts.laws.in_force_on is 'The day since when it reads so; empty where not read';
comment on column marts.laws.note is 'What will mislead a reader who does not know it';
comment on column marts.laws.address is 'Web address of the paragraph';
comment on column marts.laws.checked_on is 'The day of the text that it was read from; later changes are not in it';
comment on column marts.laws.measure_nos is 'Measures it touches (our reading); empty where it touches no single one';
comment on column marts.laws.source_id is 'Source';
