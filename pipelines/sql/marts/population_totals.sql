-- How many live here, year by year? One row per area × year, 1 January.
-- A year that has been fetched by sex and age alone is summed.
-- key: area_code, year
create table marts.population_totals as
with counted as (
    select
        area_code,
        year,
        persons,
        source_id
    from staging.population_totals
    union all
    select
        area_code,
        year,
        sum(persons) as persons,
        source_id
    from staging.population
    where (area_code, year) not in (select (area_code, year) from staging.population_totals)
    group by all
)

select
    members.area_code,
    areas.area,
    counted.year,
    sum(counted.persons)::integer as persons,
    counted.source_id
from counted
inner join marts.area_members as members on counted.area_code = members.member_code
inner join staging.areas on members.area_code = areas.area_code
group by all;

comment on table marts.population_totals is 'Population on 1 January, all ages. One row per area × year.';
comment on column marts.population_totals.area_code is 'Area, number of Statistics Norway';
comment on column marts.population_totals.area is 'Name of the area';
comment on column marts.population_totals.year is 'Year';
comment on column marts.population_totals.persons is 'Number of persons';
comment on column marts.population_totals.source_id is 'Source';
