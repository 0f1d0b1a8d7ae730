-- Every measure says whom it is for.
-- expected: en målgruppe for hvert tiltak
select
    measures.source_id,
    format('Tiltak {} har ingen målgruppe', measures.measure_no) as detail
from marts.measures
left join marts.measure_target_groups using (measure_no)
where measure_target_groups.measure_no is null
