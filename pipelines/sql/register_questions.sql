-- What is asked of the tasks on a day, and of a frozen round. The day decides it, so nothing of it is stored: these are
-- asked as tables, `from marts.tasks_on(date '2026-12-31')`.

-- How a task stands to its deadline in the plan. None for what is not being done.
-- A month is told and not a day: within is decided by its first day, since the plan's deadlines are ends of months.
create macro marts.deadline_words(status, in_place_on, deadline, today) as
    case
        when status = 'Gjennomføres ikke' then null
        when deadline is null then 'Ingen frist i planen'
        when status = 'Gjennomført' and in_place_on is null then 'Gjennomført, tidspunkt ukjent'
        when status = 'Gjennomført' and in_place_on <= deadline then 'Gjennomført innen fristen'
        when status = 'Gjennomført' then 'Gjennomført etter fristen'
        when deadline < today then 'Fristen er ute'
        else 'Fristen er ikke ute'
    end;

-- Is it in place in a municipality, is somebody at it, or not; who has not answered says none of it.
create macro marts.task_place(status) as
    case
        when status = 'Gjennomført' then 'På plass'
        when status in ('I gang', 'Delvis gjennomført') then 'I arbeid'
        when status in ('Ikke startet', 'Gjennomføres ikke', 'Vet ikke – avklares')
            then 'Ikke startet, gjennomføres ikke eller avklares'
        else status
    end;

-- What ends in `of` or `held` is asked alike of the tasks as they stand and of those of a round: it takes the name of the
-- rows that it is asked of.
create macro marts.tasks_held(tasks, day) as table
select
    *,
    day as held_on,
    marts.deadline_words(status, in_place_on, deadline, day) as deadline_words,
    date_diff('day', reported_on, day) as days_since_report,
    marts.task_place(status) as place,
    coalesce(responsible, owner) as responsible_here,
    status not in ('Gjennomført', 'Gjennomføres ikke') as is_left
from query_table(tasks);

create macro marts.progress_of(tasks) as table
select
    measure_no,
    working_title,
    is_joint,
    count(*)::integer as tasks,
    (count(*) filter (where status = 'Gjennomført'))::integer as done,
    (count(*) filter (where is_reported))::integer as reported,
    (count(*) filter (where deadline_words = 'Fristen er ute'))::integer as over,
    (count(*) filter (where is_older))::integer as older,
    any_value(status) filter (where not is_reported) as unreported_status,
    any_value(status) filter (where is_joint) as joint_status,
    (count(new_deadline) filter (where is_left))::integer as new_deadlines,
    max(new_deadline) filter (where is_left) as last_new_deadline,
    any_value(deadline) as deadline,
    any_value(deadline_note) as deadline_note,
    any_value(deadline < held_on) as is_past,
    any_value(held_on) as today,
    any_value(source_id) as source_id,
    true as in_plan,
    any_value(section) as plan_section
from query_table(tasks)
group by measure_no, working_title, is_joint;

create macro marts.counts_of(tasks) as table
select
    count(*) as tasks,
    count(*) filter (where not is_joint) as municipal,
    count(*) filter (where is_joint) as joint,
    count(distinct measure_no) as measures,
    count(*) filter (where is_reported) as reported,
    count(*) filter (where days_since_report > 180) as old,
    count(*) filter (where is_older) as older,
    count(*) filter (where deadline_words = 'Fristen er ute') as over,
    count(*) filter (where deadline_words = 'Fristen er ikke ute') as ahead,
    count(*) filter (where deadline is null and is_left) as undated,
    count(*) filter (where status = 'Gjennomført') as done,
    count(*) filter (where status in ('I gang', 'Delvis gjennomført')) as under_way,
    count(*) filter (where status = 'Ikke startet') as not_started,
    count(*) filter (where status = 'Vet ikke – avklares') as unclear,
    count(*) filter (where status = 'Gjennomføres ikke') as dropped
from query_table(tasks);

create macro marts.municipal_tasks_of(tasks, municipality) as table
select
    *,
    count(*) over measure as municipalities,
    count(*) filter (where is_reported) over measure as reported,
    count(*) filter (where status = 'Gjennomført') over measure as done
from query_table(tasks)
where not is_joint
window measure as (partition by measure_no)
qualify area = municipality;

create macro marts.tasks_on(today) as table
from marts.tasks_held('marts.task_status', today::date);

create macro marts.progress_on(today) as table
with tasks as (from marts.tasks_on(today))

from marts.progress_of(tasks);

create macro marts.counts_on(today) as table
with tasks as (from marts.tasks_on(today))

from marts.counts_of(tasks);

create macro marts.municipal_tasks_on(municipality, today) as table
with tasks as (from marts.tasks_on(today))

from marts.municipal_tasks_of(tasks, municipality);

create macro marts.tasks_at(closed_round) as table
select
    *,
    null::varchar as deadline_note,
    null::varchar as source_id
from marts.tasks_held('marts.round_status', closed_on)
where round_id = closed_round;

create macro marts.progress_at(closed_round) as table
with tasks as (from marts.tasks_at(closed_round))

from marts.progress_of(tasks);

create macro marts.counts_at(closed_round) as table
with tasks as (from marts.tasks_at(closed_round))

from marts.counts_of(tasks);

create macro marts.municipal_tasks_at(municipality, closed_round) as table
with tasks as (from marts.tasks_at(closed_round))

from marts.municipal_tasks_of(tasks, municipality);

create macro marts.changes_since(closed_round, day) as table
with before as (
    select
        measure_no,
        area_code,
        status
    from marts.round_status
    where round_id = closed_round
    union all
    select
        measure_no,
        area_code,
        if(is_withdrawn, null, status) as status
    from marts.task_history
    where reported_on <= day::date
    qualify row_number() over (partition by measure_no, area_code order by report_id desc) = 1
)

select
    now.measure_no,
    now.working_title,
    now.area,
    case
        when before.status is not null then before.status
        when day::date is null or exists (select 1 from marts.rounds where opened_at::date <= day::date) then 'Ikke svart'
        else 'Ikke spurt ennå'
    end as status_before,
    now.status,
    now.reported_at
from marts.task_status as now
left join before using (measure_no, area_code)
where
    (now.is_reported or coalesce(before.status, 'Ikke svart') <> 'Ikke svart')
    and now.status <> coalesce(before.status, 'Ikke svart');

comment on macro marts.deadline_words is 'How a task stands to its deadline in the plan on a day; empty for what is not being done.';
comment on macro marts.task_place is 'In place, under way or not, by status; the status itself where nobody has answered.';
comment on macro table marts.tasks_held is 'Tasks held against a day; asked by tasks_on and tasks_at.';
comment on macro table marts.progress_of is 'How far tasks have come together; asked by progress_on and progress_at. One row per measure × joint or not.';
comment on macro table marts.counts_of is 'How many tasks there are, and how they stand; asked by counts_on and counts_at. One row.';
comment on macro table marts.municipal_tasks_of is 'Tasks of one municipality beside those of the others; asked by municipal_tasks_on and municipal_tasks_at.';
comment on macro table marts.tasks_on is 'Each task as it stands on a day, by what has been answered now: marts.task_status, held_on, deadline_words, days_since_report, place, responsible_here and is_left. One row per measure × who does it.';
comment on macro table marts.progress_on is 'How far each measure has come on a day. One row per measure × joint or not.';
comment on macro table marts.counts_on is 'How many tasks there are on a day, and how they stand. One row.';
comment on macro table marts.municipal_tasks_on is 'Each task of one municipality on a day: tasks_on, and how many municipalities have the same, have answered (reported) and are done. One row per measure.';
comment on macro table marts.tasks_at is 'Each task of a frozen round, held against the day it was closed: marts.round_status with the columns of tasks_on. One row per measure × who does it.';
comment on macro table marts.progress_at is 'How far each measure had come when a round was frozen. One row per measure × joint or not.';
comment on macro table marts.counts_at is 'How many tasks a frozen round has, and how they stood. One row.';
comment on macro table marts.municipal_tasks_at is 'Each task of one municipality in a frozen round, as municipal_tasks_on has it now. One row per measure.';
comment on macro table marts.changes_since is 'Tasks with another status than when a round was frozen, or at the end of a day; one of the two is empty. One row per measure × who does it.';
