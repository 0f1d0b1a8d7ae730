create view staging.words as
select
    word_id,
    subject,
    word,
    coalesce(string_split(also, '; '), []) as also,
    explanation,
    source_id,
    plan_section,
    page
from raw.words;
