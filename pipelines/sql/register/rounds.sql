-- When were reports asked for, and how many answered? One row per reporting round.
-- key: round_id
create table marts.rounds as
with counted as (
    select
        round_id,
        count(*)::integer as tasks,
        (count(*) filter (where is_answered))::integer as tasks_reported
    from marts.round_answers
    group by round_id
)

select
    rounds.round_id,
    rounds.title,
    rounds.opened_at,
    rounds.answer_by,
    rounds.closed_at,
    rounds.frozen_at,
    rounds.closed_at is not null and rounds.frozen_at is distinct from rounds.closed_at as is_frozen_later,
    coalesce(counted.tasks, 0) as tasks,
    coalesce(counted.tasks_reported, 0) as tasks_reported
from raw.rounds as rounds
left join counted using (round_id)
order by rounds.round_id;

comment on table marts.rounds is 'Reporting rounds. One row per round.';
comment on column marts.rounds.round_id is 'Key';
comment on column marts.rounds.title is 'Name of the round';
comment on column marts.rounds.opened_at is 'When it was opened, UTC';
comment on column marts.rounds.answer_by is 'Date to answer by';
comment on column marts.rounds.closed_at is 'When it was closed and frozen, UTC; empty while it is open';
comment on column marts.rounds.frozen_at is 'When the words of the plan were kept, UTC; empty while it is open';
comment on column marts.rounds.is_frozen_later is 'Closed before the register kept the words of the plan: they are those of the plan as it was at frozen_at';
comment on column marts.rounds.tasks is 'Number of tasks asked about';
comment on column marts.rounds.tasks_reported is 'Number of them answered while it was open, and not taken back in it';
