-- Read from a preview or a cut text: to be confirmed on the published page.
select
    source_id,
    format('Foreløpig tall: {} {}, {} ({}).', area, coalesce(year::varchar, 'uten år'), use, user_group) as detail
from marts.crisis_centre_use
where is_provisional
union all
select
    source_id,
    format('Foreløpig tall: Kompetanseteamet {}, {} ({}).', year, concern, age_group) as detail
from marts.advisory_cases
where is_provisional
union all
select
    source_id,
    format('Foreløpig tall: {} ({}).', violence, sex) as detail
from marts.prevalence
where is_provisional
order by detail
