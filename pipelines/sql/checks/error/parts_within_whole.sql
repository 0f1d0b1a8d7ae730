-- Parts never exceed their whole: concerns and age groups against all cases, residents against users, persons against
-- what is counted of them, acts against kinds, answers against those who took part; and shares are within a hundred.
-- expected: deler som ikke er større enn det hele
-- at: observations, prevalence
select
    source_id,
    format('{} {}: bekymringene er til sammen {} flere enn alle saker', year, age_group, -cases) as detail
from marts.advisory_cases
where is_derived and cases < 0
union all
select
    part.source_id,
    format('{} {}, {}: {} saker er flere enn alle saker', part.year, part.age_group, part.concern, part.cases) as detail
from marts.advisory_cases as part
inner join marts.advisory_cases as whole
    on
        part.year = whole.year
        and part.area_code = whole.area_code
        and part.source_id = whole.source_id
        and whole.age_group = 'alle'
        and whole.concern = 'alle saker'
where part.cases > whole.cases
union all
select
    residents.source_id,
    format('{} {}: flere beboere enn brukere', residents.area, residents.user_group) as detail
from marts.crisis_centre_use as residents
inner join marts.crisis_centre_use as users
    on
        residents.area_code = users.area_code
        and residents.year is not distinct from users.year
        and residents.user_group = users.user_group
        and residents.counting_method = users.counting_method
where
    residents.use = 'beboere'
    and users.use = 'brukere'
    and coalesce(residents.amount, residents.amount_high, residents.amount_low) > coalesce(users.amount, users.amount_high)
union all
select
    persons.source_id,
    format(
        '{} {}, {}: {} {} er flere enn {} {}', persons.area, persons.year, persons.user_group, norwegian(persons.amount),
        persons.use, norwegian(times.amount), times.use
    ) as detail
from marts.crisis_centre_use as persons
inner join marts.crisis_centre_use as times
    on
        persons.area_code = times.area_code
        and persons.year = times.year
        and persons.user_group = times.user_group
        and (persons.use, times.use) in (('beboere', 'opphold'), ('dagbrukere', 'dagbesøk'))
where persons.amount > times.amount
union all
select
    act.source_id,
    format(
        '«{}», {}: {} er flere enn {} for «{}»', act.act, lower(act.frequency), norwegian(act.respondents),
        norwegian(kind.respondents), kind.act
    ) as detail
from marts.youth_violence as act
inner join marts.youth_violence as kind
    on
        act.source_id = kind.source_id
        and kind.frequency = 'Totalt'
        and act.frequency = 'Totalt'
        and (kind.severity = concat(act.severity, ', samlet') or kind.severity like 'all %')
where act.respondents > kind.respondents
union all
select
    youth_base.source_id,
    format('Ungdomstabellen passer med {} svar eller flere, men {} deltok', norwegian(base), norwegian(respondents)) as detail
from marts.youth_base
inner join marts.sources using (source_id)
where base > respondents
union all
select
    source_id,
    format(
        '{}: {} kvinner og {} menn er flere enn de {} som deltok', title, norwegian(respondents_female),
        norwegian(respondents_male), norwegian(respondents)
    ) as detail
from marts.sources
where respondents_female + respondents_male > respondents
union all
select
    source_id,
    format('{}: {} av hundre', observation_id, norwegian(number)) as detail
from (
    select observations.source_id, observation_id, indicators.whom, unnest([value, low, high]) as number
    from marts.observations
    left join staging.indicators as indicators using (indicator_id)
    where observations.unit = 'prosent'
)
where number > 100 and whom is not null
union all
-- Of what has been counted, a sex is a part of the whole.
select
    source_id,
    format('{}: {} er til sammen mer enn hundre', observations.indicator_id, listed(list(norwegian(value) order by value))) as detail
from marts.observations as observations
inner join staging.indicators as indicators using (indicator_id)
where observations.unit = 'prosent' and observations.method = 'register' and sex <> 'begge' and whom is not null
group by source_id, observations.indicator_id, year, area_code
having sum(value) > 100 + count(*) / 2
union all
select
    source_id,
    format('Kompetanseteamet {}, {}: andelene er til sammen {} %', year, age_group, norwegian(sum(percent))) as detail
from marts.advisory_cases
where concern <> 'alle saker'
group by source_id, year, area_code, age_group
having sum(percent) > 100 + count(*) / 2
