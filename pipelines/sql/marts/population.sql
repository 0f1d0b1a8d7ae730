-- How many live here, of which sex and age? One row per area × year × sex × age band, 1 January.
create table marts.population as
select
    area_code,
    area,
    year,
    sex,
    age_from,
    age_to,
    persons,
    source_id
from staging.population
inner join staging.areas using (area_code);

comment on table marts.population is 'Population on 1 January. One row per area × year × sex × age band; the bands partition all ages.';
comment on column marts.population.area_code is 'Area, number of Statistics Norway';
comment on column marts.population.area is 'Name of the area';
comment on column marts.population.year is 'Year';
comment on column marts.population.sex is '«kvinner» or «menn»';
comment on column marts.population.age_from is 'Youngest of the band, years';
comment on column marts.population.age_to is 'Oldest of the band, years; empty is open-ended';
comment on column marts.population.persons is 'Number of persons';
comment on column marts.population.source_id is 'Source';
