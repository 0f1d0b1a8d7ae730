-- A section that explains a word is of a plan.
-- expected: et avsnitt i planen
-- at: words.plan_section
select
    source_id,
    format('words.csv, {}: avsnitt {} er ikke i en plan', word_id, plan_section) as detail
from staging.words
where plan_section is not null and (source_id is null or source_id not in (select source_id from marts.plans))
