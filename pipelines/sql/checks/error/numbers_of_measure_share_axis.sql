-- Shares beside one measure are drawn on one strip: they are of one comparable_group.
-- expected: andeler som kan stå på samme akse
select
    any_value(observations.source_id) as source_id,
    format(
        'Tiltak {}: tallene {} kan ikke stå på samme akse',
        measure_facts.measure_no,
        string_agg(measure_facts.fact_id, ' og ' order by facts.place)
    ) as detail
from marts.measure_facts
inner join marts.facts using (fact_id)
inner join marts.observations using (observation_id)
group by measure_facts.measure_no
having count(distinct observations.comparable_group) > 1
