-- Can this be trusted? One row per source.
-- key: source_id
create table marts.sources as
select
    source_id,
    title,
    publisher,
    year,
    respondents,
    respondents_female,
    respondents_male,
    age_from,
    age_to,
    mode,
    fieldwork,
    response_rate_percent,
    response_rate_base,
    address,
    in_plan,
    licence,
    note
from staging.sources
order by in_plan desc, publisher, year, source_id;

comment on table marts.sources is 'Where the figures come from. One row per source.';
comment on column marts.sources.source_id is 'Key';
comment on column marts.sources.title is 'Title as published';
comment on column marts.sources.publisher is 'Publisher';
comment on column marts.sources.year is 'Year of publication, or the year in the title; empty where neither is known';
comment on column marts.sources.respondents is 'Persons who took part';
comment on column marts.sources.respondents_female is 'Women who took part';
comment on column marts.sources.respondents_male is 'Men who took part';
comment on column marts.sources.age_from is 'Youngest asked, years';
comment on column marts.sources.age_to is 'Oldest asked, years';
comment on column marts.sources.mode is 'How they were asked';
comment on column marts.sources.fieldwork is 'When they were asked';
comment on column marts.sources.response_rate_percent is 'Response rate, percent of response_rate_base';
comment on column marts.sources.response_rate_base is 'What the response rate is a share of';
comment on column marts.sources.address is 'Web address of the source, or of its publisher';
comment on column marts.sources.in_plan is 'Used by the action plan; false for later additions';
comment on column marts.sources.licence is 'Licence, where the publisher states one';
comment on column marts.sources.note is 'What will mislead a reader who does not know it';
