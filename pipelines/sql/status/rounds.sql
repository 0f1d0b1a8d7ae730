-- When were reports asked for, and how many answered? One row per reporting round.
create table marts.rounds as
with answered as (
    select
        round_id,
        count(distinct (measure_no, area_code))::integer as tasks_reported
    from marts.task_history
    where round_id is not null
    group by all
)

select
    rounds.round_id,
    rounds.title,
    rounds.opened_at,
    rounds.answer_by,
    rounds.closed_at,
    coalesce(answered.tasks_reported, 0) as tasks_reported
from raw.rounds
left join answered using (round_id)
order by rounds.round_id;

comment on table marts.rounds is 'Reporting rounds. One row per round.';
comment on column marts.rounds.round_id is 'Key';
comment on column marts.rounds.title is 'Name of the round';
comment on column marts.rounds.opened_at is 'When it was opened, UTC';
comment on column marts.rounds.answer_by is 'Date to answer by';
comment on column marts.rounds.closed_at is 'When it was closed and frozen, UTC; empty while it is open';
comment on column marts.rounds.tasks_reported is 'Number of tasks reported while it was open';
