-- Which numbers are told in a sentence? One row per fact.
-- key: fact_id
create table marts.facts as
select
    fact_id,
    place,
    theme_id,
    first_place,
    observation_id,
    sentence,
    caveat
from staging.facts
order by place;

comment on table marts.facts is 'Numbers that are told in a sentence. One row per fact.';
comment on column marts.facts.fact_id is 'Key';
comment on column marts.facts.place is 'Order';
comment on column marts.facts.theme_id is 'Theme it stands under, where a page of knowledge tells it';
comment on column marts.facts.first_place is 'Order among those that are told first of all; empty for the others';
comment on column marts.facts.observation_id is 'The number';
comment on column marts.facts.sentence is 'What follows the number, to the end of the sentence';
comment on column marts.facts.caveat is 'What it does not say';
