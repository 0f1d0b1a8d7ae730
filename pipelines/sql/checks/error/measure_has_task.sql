-- Every measure has a part, and every part is somebody's task.
-- expected: en oppgave for hvert tiltak
select
    measures.source_id,
    format('Tiltak {} har ingen oppgave', measures.measure_no) as detail
from marts.measures
left join marts.measure_tasks using (measure_no)
where measure_tasks.measure_no is null
