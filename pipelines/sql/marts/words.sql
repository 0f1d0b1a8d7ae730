-- What do the words mean? One row per word.
-- key: word_id
create table marts.words as
select
    word_id,
    subject,
    word,
    also,
    explanation,
    source_id,
    plan_section,
    page
from staging.words
order by list_position(['tall', 'vold', 'hjelp', 'plan'], subject), word collate nb;

comment on table marts.words is 'What the words mean. One row per word.';
comment on column marts.words.word_id is 'Key';
comment on column marts.words.subject is 'What it is about: the heading it stands under';
comment on column marts.words.word is 'The word, as it stands in a sentence';
comment on column marts.words.also is 'Other words and forms that it is looked for by';
comment on column marts.words.explanation is 'What it means here';
comment on column marts.words.source_id is 'Who says so; empty where it is our own use of the word';
comment on column marts.words.plan_section is 'Section of the action plan that says so';
comment on column marts.words.page is 'Address of a page where it is met';
