-- What should the next plan do with each measure? One row per measure.
-- key: measure_no
create table marts.measure_assessments as
select
    measures.measure_no,
    measures.working_title,
    last.verdict,
    last.merge_with,
    last.reason,
    last.role as assessed_by,
    last.saved_at as assessed_at,
    last.entry_id
from plan.marts.measures as measures
left join raw.last_entries('raw.assessments', measure_no) as last using (measure_no)
order by measures.measure_no;

comment on table marts.measure_assessments is 'What the next plan should do with each measure. One row per measure.';
comment on column marts.measure_assessments.measure_no is 'Measure';
comment on column marts.measure_assessments.working_title is 'Short title of the measure';
comment on column marts.measure_assessments.verdict is '«Videreføre», «Endre», «Slå sammen» or «Avslutte»; empty where nobody has assessed it';
comment on column marts.measure_assessments.merge_with is 'With what it is to be put together';
comment on column marts.measure_assessments.reason is 'Why, as typed';
comment on column marts.measure_assessments.assessed_by is 'Role of whoever wrote it';
comment on column marts.measure_assessments.assessed_at is 'When, UTC';
comment on column marts.measure_assessments.entry_id is 'The entry; empty where nobody has assessed it';
