-- What do those who are asked make of each measure, and may the group conclude? One row per measure.
-- A measure is asked about in each municipality that has a task in it, and of whoever does the joint task.
create table marts.measure_evaluations as
with counted as (
    select
        measure_no,
        count(*)::integer as asked,
        (count(*) filter (where is_evaluated))::integer as answered
    from (
        select
            measure_no,
            done_as_meant is not null and should_continue is not null as is_evaluated
        from marts.task_status
    )
    group by measure_no
),

last as (
    select *
    from raw.conclusions
    qualify row_number() over (partition by measure_no order by entry_id desc) = 1
)

select
    counted.measure_no,
    measures.working_title,
    counted.asked,
    counted.answered,
    counted.answered > 0 and 2 * counted.answered >= counted.asked as may_conclude,
    last.conclusion,
    last.answered as answered_then,
    last.asked as asked_then,
    last.role as concluded_by,
    last.saved_at as concluded_at,
    last.entry_id
from counted
inner join plan.marts.measures as measures using (measure_no)
left join last using (measure_no)
order by counted.measure_no;

comment on table marts.measure_evaluations is 'How many have evaluated each measure, and what the group concludes. One row per measure.';
comment on column marts.measure_evaluations.measure_no is 'Measure';
comment on column marts.measure_evaluations.working_title is 'Short title of the measure';
comment on column marts.measure_evaluations.asked is 'How many are asked: municipalities, and whoever does the joint task';
comment on column marts.measure_evaluations.answered is 'How many have said whether it was done as meant, and whether it should go on';
comment on column marts.measure_evaluations.may_conclude is 'At least half of those asked have answered';
comment on column marts.measure_evaluations.conclusion is 'What the working group concludes, as typed; empty where it has not';
comment on column marts.measure_evaluations.answered_then is 'How many had answered when that was written';
comment on column marts.measure_evaluations.asked_then is 'Of how many';
comment on column marts.measure_evaluations.concluded_by is 'Role of whoever wrote it';
comment on column marts.measure_evaluations.concluded_at is 'When, UTC';
comment on column marts.measure_evaluations.entry_id is 'The entry; empty where nothing was written';
