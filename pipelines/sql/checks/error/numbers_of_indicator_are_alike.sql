-- Numbers of one indicator share an axis and a line that says whom they are of: one survey, population, ages and period;
-- and of women and men either all or a part.
-- expected: én undersøkelse, befolkning, alder og periode for alle tall i en indikator
-- at: indicators
with numbers as (
    select *, concat_ws(' · ', comparable_group, age_from, age_to) as of_what
    from marts.observations
    where missing_reason is null and indicator_id in (select indicator_id from staging.indicators where kind = 'anslag')
)

select
    any_value(source_id) as source_id,
    format(
        '{}: tallene kan ikke stå på samme akse, for de er av {}',
        indicator_id, listed(list(distinct quoted(of_what) order by quoted(of_what)))
    ) as detail
from numbers
group by indicator_id
having count(distinct of_what) > 1
union all
select
    a.source_id,
    format('{} og {} er ikke begge av en del av dem som ble spurt', a.observation_id, b.observation_id) as detail
from numbers as a
inner join numbers as b
    on a.indicator_id = b.indicator_id and a.category = b.category and a.year is not distinct from b.year
where a.sex <> b.sex and a.subgroup is not null and b.subgroup is null
