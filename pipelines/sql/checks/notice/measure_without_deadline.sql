-- The plan prints no deadline for any part of the measure.
select
    source_id,
    format('Tiltak {} ({}) har ingen frist i planen.', measure_no, working_title) as detail
from marts.measures
where deadline is null
order by measure_no
