-- What does the plan promise? One row per measure. Its deadline is the last of its parts'.
-- key: plan_id, measure_no
create table marts.measures as
with deadlines as (
    select
        measure_no,
        max(deadline) as deadline
    from staging.measure_parts
    group by all
)

select
    measures.plan_id,
    measures.measure_no,
    measures.section,
    measures.working_title,
    measures.overview_wording,
    measures.body_wording,
    measures.is_worded_differently,
    measures.overview_promises_more,
    measures.focus_area,
    measures.responsible,
    deadlines.deadline,
    measures.note,
    measures.source_id
from staging.measures
left join deadlines using (measure_no)
order by measure_no;

comment on table marts.measures is 'The measures of the action plan. One row per measure.';
comment on column marts.measures.plan_id is 'The plan';
comment on column marts.measures.measure_no is 'Number in the plan';
comment on column marts.measures.section is 'Section of the plan';
comment on column marts.measures.working_title is 'Short title of our own';
comment on column marts.measures.overview_wording is 'Wording in the overview (chapter 1)';
comment on column marts.measures.body_wording is 'Wording after «Tiltak:» in the body';
comment on column marts.measures.is_worded_differently is 'Overview and body differ in more than the full stop';
comment on column marts.measures.overview_promises_more is 'The overview promises more than the body (our reading)';
comment on column marts.measures.focus_area is 'Printed heading of the section that holds it';
comment on column marts.measures.responsible is 'Responsible party, as the plan words it; a role';
comment on column marts.measures.deadline is 'The last deadline of its parts; empty where the plan prints none';
comment on column marts.measures.note is 'What will mislead a reader who does not know it';
comment on column marts.measures.source_id is 'Source';
