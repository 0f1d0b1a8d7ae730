-- Women and men of one survey, year and kind are asked alike: of the same population, ages and period.
select
    a.source_id,
    format('{} og {} har ikke samme befolkning, alder og periode', a.observation_id, b.observation_id) as detail
from marts.observations as a
inner join marts.observations as b
    on
        a.source_id = b.source_id
        and a.indicator_id = b.indicator_id
        and a.category = b.category
        and a.subcategory is not distinct from b.subcategory
        and a.year is not distinct from b.year
        and a.area_code = b.area_code
        and a.sex <> b.sex
        and a.observation_id < b.observation_id
where
    (a.population, a.age_from, a.age_to, a.recall_period)
    is distinct from (b.population, b.age_from, b.age_to, b.recall_period)
    or (a.subgroup is null) <> (b.subgroup is null)
