-- How many live here, of which sex and age? One row per area × year × sex × age band, 1 January.
-- The bands partition all ages, and make up the ages that the surveys asked. The source gives them, or single years.
-- key: area_code, year, sex, age_from
create table marts.population as
with bands (age_from, age_to) as (
    values (0, 11), (12, 16), (17, 17), (18, 64), (65, 65), (66, 74), (75, 75), (76, 90), (91, null)
)

select
    members.area_code,
    areas.area,
    counted.year,
    counted.sex,
    bands.age_from,
    bands.age_to,
    sum(counted.persons)::integer as persons,
    counted.source_id
from staging.population as counted
inner join bands
    on
        counted.age_from >= bands.age_from
        and (bands.age_to is null or counted.age_to <= bands.age_to)
inner join marts.area_members as members on counted.area_code = members.member_code
inner join staging.areas on members.area_code = areas.area_code
group by all;

comment on table marts.population is 'Population on 1 January. One row per area × year × sex × age band; the bands partition all ages.';
comment on column marts.population.area_code is 'Area, number of Statistics Norway';
comment on column marts.population.area is 'Name of the area';
comment on column marts.population.year is 'Year';
comment on column marts.population.sex is '«kvinner» or «menn»';
comment on column marts.population.age_from is 'Youngest of the band, years';
comment on column marts.population.age_to is 'Oldest of the band, years; empty is open-ended';
comment on column marts.population.persons is 'Number of persons';
comment on column marts.population.source_id is 'Source';
