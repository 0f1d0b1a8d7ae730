-- How many live here, year by year? One row per area × year, 1 January.
create table marts.population_totals as
select
    area_code,
    area,
    year,
    persons,
    source_id
from staging.population_totals
inner join staging.areas using (area_code);

comment on table marts.population_totals is 'Population on 1 January, all ages. One row per area × year.';
comment on column marts.population_totals.area_code is 'Area, number of Statistics Norway';
comment on column marts.population_totals.area is 'Name of the area';
comment on column marts.population_totals.year is 'Year';
comment on column marts.population_totals.persons is 'Number of persons';
comment on column marts.population_totals.source_id is 'Source';
