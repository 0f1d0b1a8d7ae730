-- Men and women of all bands are the total that the same source prints for the area and year.
-- Ages that cross the bands of the mart are lost from it, and found here.
-- expected: aldersgrupper som til sammen er totalen
select
    source_id,
    format('{} {}: aldersgruppene gir {}, totalen er {}', area, year, bands, persons) as detail
from (
    select area_code, year, sum(persons) as bands
    from marts.population
    group by all
)
inner join marts.population_totals using (area_code, year)
where bands <> persons
