-- Which measures are for a target group? One row per group × measure.
-- key: group_id, measure_no
create table marts.group_measures as
select
    group_measures.group_id,
    group_measures.measure_no,
    measures.working_title
from staging.group_measures
inner join staging.measures using (measure_no)
order by group_id, measure_no;

comment on table marts.group_measures is 'Which measures are for a target group (our reading). One row per group × measure.';
comment on column marts.group_measures.group_id is 'Target group';
comment on column marts.group_measures.measure_no is 'Measure';
comment on column marts.group_measures.working_title is 'Short title of the measure';
