-- The ages of an area, year and sex follow each other without gap or overlap from 0 years.
-- expected: aldersgrupper som følger etter hverandre fra 0 år, uten hull
select
    source_id,
    format('{} {} {}: aldersgruppen fra {} år følger ikke etter {} år', area, year, sex, age_from, coalesce(previous_to::varchar, '?')) as detail
from (
    select
        *,
        lag(age_to) over ages as previous_to,
        row_number() over ages = 1 as is_first
    from staging.population
    window ages as (partition by area_code, year, sex order by age_from)
)
inner join staging.areas using (area_code)
where age_from <> if(is_first, 0, coalesce(previous_to + 1, -1))
