-- The plan prints no deadline for any part of these measures.
select
    source_id,
    format(
        'Planen oppgir ingen frist for tiltak {}.',
        listed(list(measure_no || ' (' || working_title || ')' order by measure_no))
    ) as detail
from marts.measures
where deadline is null
group by source_id
