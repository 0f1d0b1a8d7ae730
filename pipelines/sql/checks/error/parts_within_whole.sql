-- Parts never exceed their whole: concerns and age groups against all cases, residents against users.
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
