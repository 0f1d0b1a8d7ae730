-- The age bands of an area, year and sex follow each other without gap or overlap from 0 years.
select
    source_id,
    format('{} {} {}: aldersgruppen fra {} år følger ikke etter {} år', area, year, sex, age_from, coalesce(previous_to::varchar, '?')) as detail
from (
    select
        *,
        lag(age_to) over bands as previous_to,
        row_number() over bands = 1 as is_first
    from marts.population
    window bands as (partition by area_code, year, sex order by age_from)
)
where age_from <> if(is_first, 0, coalesce(previous_to + 1, -1))
