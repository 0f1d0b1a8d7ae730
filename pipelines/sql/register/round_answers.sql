-- Which tasks have been answered in each round, the open one too? One row per round × task that is asked about.
-- key: round_id, measure_no, area_code
create table marts.round_answers as
with asked as (
    select
        round_id,
        measure_no,
        area_code
    from raw.round_tasks
    union all
    select
        rounds.round_id,
        tasks.measure_no,
        tasks.area_code
    from raw.rounds as rounds
    cross join marts.measure_tasks as tasks
    where rounds.closed_at is null
),

last as (
    select
        round_id,
        measure_no,
        area_code,
        max_by(not is_withdrawn, report_id) as is_answered
    from marts.task_history
    where round_id is not null
    group by round_id, measure_no, area_code
)

select
    asked.round_id,
    asked.measure_no,
    asked.area_code,
    coalesce(last.is_answered, false) as is_answered
from asked
left join last using (round_id, measure_no, area_code)
order by asked.round_id, asked.measure_no, asked.area_code;

comment on table marts.round_answers is 'Which tasks have been answered in each round. One row per round × task that is asked about.';
comment on column marts.round_answers.round_id is 'Round';
comment on column marts.round_answers.measure_no is 'Measure';
comment on column marts.round_answers.area_code is 'Municipality, or «felles» for a joint task';
comment on column marts.round_answers.is_answered is 'Answered while the round was open, and not taken back in it';
