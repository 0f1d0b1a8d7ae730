-- Which measures does a figure bear on? One row per figure × measure.
-- key: figure_id, measure_no
create table marts.figure_measures as
select
    figure_measures.figure_id,
    figure_measures.measure_no,
    measures.working_title
from staging.figure_measures
inner join staging.measures using (measure_no)
order by figure_id, measure_no;

comment on table marts.figure_measures is 'Which measures a figure bears on (our reading). One row per figure × measure.';
comment on column marts.figure_measures.figure_id is 'Figure of the dashboard';
comment on column marts.figure_measures.measure_no is 'Measure';
comment on column marts.figure_measures.working_title is 'Short title of the measure';
