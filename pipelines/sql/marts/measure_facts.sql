-- Which numbers are shown beside a measure? One row per measure × fact.
-- key: measure_no, fact_id
create table marts.measure_facts as
select
    measure_facts.measure_no,
    measure_facts.fact_id,
    measure_facts.short
from staging.measure_facts
inner join staging.facts using (fact_id)
order by measure_facts.measure_no, facts.place;

comment on table marts.measure_facts is 'Numbers that are shown beside a measure (our choice). One row per measure × fact.';
comment on column marts.measure_facts.measure_no is 'Measure';
comment on column marts.measure_facts.fact_id is 'The number';
comment on column marts.measure_facts.short is 'What follows the number where there is room for a few words';
