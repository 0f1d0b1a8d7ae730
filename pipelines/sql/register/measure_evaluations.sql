-- What do those who are asked make of each measure, and may the group conclude? One row per measure.
-- A measure is asked about in each municipality that has a task in it, and of whoever does the joint task.
-- key: measure_no
create table marts.measure_evaluations as
with last as (from raw.last_entries('raw.conclusions', measure_no)),

-- What stood when it was written, told by the answers themselves: their number may be the same, and they another.
stood as (
    select max(history.report_id) as report_id
    from marts.task_history as history
    inner join last using (measure_no)
    where history.reported_at <= last.saved_at
    group by history.measure_no, history.area_code
),

built_on as (
    select
        history.measure_no,
        history.area_code,
        [history.done_as_meant, history.outcome, history.hindrance, history.should_continue] as said
    from marts.task_history as history
    inner join stood using (report_id)
),

counted as (
    select
        tasks.measure_no,
        count(*)::integer as asked,
        (count(*) filter (where tasks.is_evaluated))::integer as answered,
        (count(*) filter (where tasks.is_begun))::integer as begun,
        answered > 0 and 2 * answered >= asked as may_conclude,
        (
            count(*) filter (
                where [tasks.done_as_meant, tasks.outcome, tasks.hindrance, tasks.should_continue]
                is distinct from coalesce(built_on.said, [null, null, null, null])
            )
        )::integer as changed
    from marts.task_evaluations as tasks
    left join built_on using (measure_no, area_code)
    group by tasks.measure_no
)

select
    counted.measure_no,
    measures.working_title,
    counted.asked,
    counted.answered,
    counted.begun,
    counted.may_conclude,
    last.conclusion,
    counted.may_conclude and last.entry_id is not null as is_concluded,
    last.answered as answered_then,
    last.asked as asked_then,
    if(last.entry_id is null, 0, counted.changed) as changed_since,
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
comment on column marts.measure_evaluations.begun is 'How many have answered any of the questions';
comment on column marts.measure_evaluations.may_conclude is 'At least half of those asked have answered';
comment on column marts.measure_evaluations.conclusion is 'What the working group concludes, as typed; empty where it has not';
comment on column marts.measure_evaluations.is_concluded is 'It has, and at least half of those asked have answered still';
comment on column marts.measure_evaluations.answered_then is 'How many had answered when that was written';
comment on column marts.measure_evaluations.asked_then is 'Of how many';
comment on column marts.measure_evaluations.changed_since is 'How many have answered, changed their answer or taken it back since';
comment on column marts.measure_evaluations.concluded_by is 'Role of whoever wrote it';
comment on column marts.measure_evaluations.concluded_at is 'When, UTC';
comment on column marts.measure_evaluations.entry_id is 'The entry; empty where nothing was written';
