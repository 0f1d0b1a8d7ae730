-- An area that is several together has the population of each of them, or none.
-- expected: folketallet for alle kommunene, eller for ingen av dem
select
    min(counted.source_id) as source_id,
    format('{} {}: folketallet finnes bare for {} av {} kommuner', any_value(areas.area), year, count(distinct member_code), any_value(members.members)) as detail
from (
    select area_code, year, source_id from staging.population_totals
    union
    select area_code, year, source_id from staging.population
) as counted
inner join (
    select
        *,
        count(*) over (partition by area_code) as members
    from staging.area_members
) as members on counted.area_code = members.member_code
inner join staging.areas on members.area_code = areas.area_code
group by members.area_code, year
having count(distinct member_code) <> any_value(members.members)
