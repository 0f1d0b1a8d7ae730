-- How many live in each area now, in three ages? One row per area, 1 January of the newest year.
-- key: area_code
create table marts.inhabitants as
select
    area_code,
    area,
    year,
    sum(persons)::integer as persons,
    (sum(persons) filter (where age_to < 18))::integer as under_18,
    (sum(persons) filter (where age_from between 18 and 64))::integer as adults,
    (sum(persons) filter (where age_from >= 65))::integer as elderly,
    source_id
from marts.population
where year = (select max(year) from marts.population)
group by all
order by area_code;

comment on table marts.inhabitants is 'Population on 1 January of the newest year. One row per area.';
comment on column marts.inhabitants.area_code is 'Area, number of Statistics Norway';
comment on column marts.inhabitants.area is 'Name of the area';
comment on column marts.inhabitants.year is 'Year';
comment on column marts.inhabitants.persons is 'Number of persons';
comment on column marts.inhabitants.under_18 is 'Of them below 18 years';
comment on column marts.inhabitants.adults is 'Of them from 18 to 64 years';
comment on column marts.inhabitants.elderly is 'Of them from 65 years';
comment on column marts.inhabitants.source_id is 'Source';
