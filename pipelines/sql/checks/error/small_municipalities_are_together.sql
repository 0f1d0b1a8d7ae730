-- Where small municipalities are shown together, each that is small is one of them.
-- expected: at små kommuner vises sammen
select
    population.source_id,
    format(
        '{} har {} innbyggere, og må være med i {} i area_members.csv',
        population.area, norwegian(population.persons), quoted(together.area)
    ) as detail
from marts.population_totals as population
inner join staging.areas as municipalities using (area_code)
inner join staging.areas as together on together.area_type = 'småkommuner'
where
    municipalities.area_type = 'kommune'
    and population.year = (select max(year) from marts.population_totals)
    and population.persons <= largest_small_municipality()
    and (together.area_code, population.area_code) not in (
        select (area_members.area_code, area_members.member_code) from staging.area_members
    )
