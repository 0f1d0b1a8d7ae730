-- The population of an area does not change by more than a tenth in a year: else another area was fetched or typed.
-- expected: en endring på høyst en tidel på et år
select
    source_id,
    format('{}: folketallet går fra {} i {} til {} i {}', area, persons_before, year_before, persons, year) as detail
from (
    select
        *,
        lag(persons) over years as persons_before,
        lag(year) over years as year_before
    from marts.population_totals
    window years as (partition by area_code order by year)
)
where abs(persons - persons_before) > 0.1 * persons_before * (year - year_before)
