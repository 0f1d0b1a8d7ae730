-- A source has one number of each: a second would stand beside the first with the same name.
-- expected: ett tall av hvert
with numbers as (
    select
        source_id, indicator_id, violence as category, population, subgroup, sex, age_from, age_to, recall_period,
        estimate_id as number
    from staging.prevalence
    union all by name
    select
        source_id, indicator_id, category, population, subgroup, sex, age_from, age_to, recall_period, area_code, year,
        observation_id as number
    from staging.observations
)

select
    source_id,
    format('{} har samme kilde, befolkning, kjønn, alder og periode. Rett det som skal skille dem, eller slett det ene', listed(list(number order by number))) as detail
from numbers
group by source_id, indicator_id, category, population, subgroup, sex, age_from, age_to, recall_period, area_code, year
having count(*) > 1
