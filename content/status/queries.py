"""How far the plan's tasks have come: the selects that hold them against today, and what is said of them."""

from datetime import date, timedelta

import pandas as pd

from pipelines.register_marts import ROUND_CONTENT as ROUND_CONTENT
from register.rounds import FrozenTask

ALL = "alle"
EVERY_MEASURE = {"focus_area": ALL, "target_group": ALL}
"""The parameters that leave no measure out."""
TASKS = """
select
    status.*,
    measures.working_title,
    measures.focus_area,
    marts.deadline_words(status.status, status.in_place_on, status.deadline, $today::date) as deadline_words,
    date_diff('day', status.reported_on, $today::date) as days_since_report,
    coalesce(asked.is_answered, status.is_reported) as is_answered,
    evaluations.is_evaluated
from marts.task_status as status
inner join marts.measures using (measure_no)
inner join marts.task_evaluations as evaluations using (measure_no, area_code)
left join (
    select measure_no, area_code, is_answered
    from marts.round_answers
    inner join marts.rounds using (round_id)
    where rounds.closed_at is null
) as asked using (measure_no, area_code)
where
    $focus_area in ('alle', measures.focus_area)
    and (
        $target_group = 'alle'
        or measure_no in (select measure_no from marts.measure_target_groups where target_group = $target_group)
    )
order by measure_no, status.is_joint desc, status.area collate nb
"""
PROGRESS = """
with told as (
    select
        status.*,
        marts.deadline_words(status, in_place_on, deadline, $today::date) as deadline_words,
        status not in ('Gjennomført', 'Gjennomføres ikke') as is_left
    from marts.task_status as status
)

select
    measures.measure_no,
    measures.working_title,
    told.is_joint,
    count(*)::integer as tasks,
    count(*) filter (where told.status = 'Gjennomført')::integer as done,
    count(*) filter (where told.is_reported)::integer as reported,
    count(*) filter (where told.deadline_words = 'Fristen er ute')::integer as over,
    count(*) filter (where told.is_older)::integer as older,
    any_value(told.status) filter (where not told.is_reported) as unreported_status,
    any_value(told.status) filter (where told.is_joint) as joint_status,
    count(told.new_deadline) filter (where told.is_left)::integer as new_deadlines,
    max(told.new_deadline) filter (where told.is_left) as last_new_deadline,
    any_value(told.deadline) as deadline,
    any_value(told.deadline_note) as deadline_note,
    any_value(told.deadline) < $today::date as is_past,
    $today::date as today,
    any_value(measures.source_id) as source_id,
    true as in_plan,
    any_value(measures.section) as plan_section
from told
inner join marts.measures using (measure_no)
where
    $focus_area in ('alle', measures.focus_area)
    and (
        $target_group = 'alle'
        or measure_no in (select measure_no from marts.measure_target_groups where target_group = $target_group)
    )
group by measures.measure_no, measures.working_title, told.is_joint
order by measures.measure_no, told.is_joint
"""
COUNTS = """
with told as (
    select
        *,
        marts.deadline_words(status, in_place_on, deadline, $today::date) as deadline_words,
        status in ('Gjennomført', 'Gjennomføres ikke') as is_settled
    from marts.task_status
)

select
    count(*) as tasks,
    count(*) filter (where not is_joint) as municipal,
    count(*) filter (where is_joint) as joint,
    count(distinct measure_no) as measures,
    count(*) filter (where is_reported) as reported,
    count(*) filter (where date_diff('day', reported_on, $today::date) > 180) as old,
    count(*) filter (where is_older) as older,
    count(*) filter (where deadline_words = 'Fristen er ute') as over,
    count(*) filter (where deadline_words = 'Fristen er ikke ute') as ahead,
    count(*) filter (where deadline is null and not is_settled) as undated,
    count(*) filter (where status = 'Gjennomført') as done,
    count(*) filter (where status in ('I gang', 'Delvis gjennomført')) as under_way,
    count(*) filter (where status = 'Ikke startet') as not_started,
    count(*) filter (where status = 'Vet ikke – avklares') as unclear,
    count(*) filter (where status = 'Gjennomføres ikke') as dropped
from told
"""
CHANGES = """
with before as (
    select measure_no, area_code, status
    from marts.round_status
    where round_id = $round_id
    union all
    select measure_no, area_code, if(is_withdrawn, null, status) as status
    from marts.task_history
    where reported_on <= $day::date
    qualify row_number() over (partition by measure_no, area_code order by report_id desc) = 1
)

select
    now.measure_no,
    measures.working_title,
    now.area,
    case
        when before.status is not null then before.status
        when $day::date is null or exists (select 1 from marts.rounds where opened_at::date <= $day::date)
            then 'Ikke svart'
        else 'Ikke spurt ennå'
    end as status_before,
    now.status,
    now.reported_at
from marts.task_status as now
inner join marts.measures using (measure_no)
left join before using (measure_no, area_code)
where
    (now.is_reported or coalesce(before.status, 'Ikke svart') <> 'Ikke svart')
    and now.status <> coalesce(before.status, 'Ikke svart')
order by now.reported_at desc nulls last, now.measure_no, now.area collate nb
"""
CLOSED_ROUNDS = "select round_id, title from marts.rounds where closed_at is not null order by round_id desc"
DAYS = (30, 90, 365)
SYMBOLS = {
    "Ikke startet": "○",
    "I gang": "◔",
    "Delvis gjennomført": "◑",
    "Gjennomført": "●",
    "Gjennomføres ikke": "✕",
    "Vet ikke – avklares": "?",
    "Ikke svart": "–",
    "Ikke spurt ennå": "·",
    "Registeret svarer ikke": "!",
}
"""Every status there is, and what it is told by beside the word."""
UNANSWERED = ("Ikke svart", "Ikke spurt ennå", "Registeret svarer ikke")
"""What is told of a task that nobody has answered."""
STATUSES = [status for status in SYMBOLS if status != "Registeret svarer ikke"]
"""What a reader may look for: a register that does not answer is no status of a measure."""
DEADLINE_SYMBOLS = {
    "Fristen er ute": "▼",
    "Fristen er ikke ute": "◇",
    "Gjennomført innen fristen": "●",
    "Gjennomført etter fristen": "●",
    "Gjennomført, tidspunkt ukjent": "●",
    "Ingen frist i planen": "",
}


def round_options(closed_rounds: pd.DataFrame) -> dict[str, str]:
    """The rounds that are frozen, the newest first."""
    return {f"runde {row.round_id}": f"da runden «{row.title}» ble lukket" for row in closed_rounds.itertuples()}


def since_options(closed_rounds: pd.DataFrame) -> dict[str, str]:
    """What the status now may be compared with: closed rounds, then a number of days."""
    return round_options(closed_rounds) | {f"{days} dager": f"for {days} dager siden" for days in DAYS}


def unchanged_sentence(since: str, closed_rounds: pd.DataFrame) -> str:
    """That no status has changed since one of the options."""
    rounds = round_options(closed_rounds)
    when = (
        rounds[since].replace("da ", "siden ", 1) if since in rounds else f"de siste {since.replace('dager', 'dagene')}"
    )
    return f"Ingen status er endret {when}."


def since_parameters(since: str, today: date) -> dict:
    """The parameters of CHANGES for one of the options."""
    if since.startswith("runde "):
        return {"round_id": int(since.split()[1]), "day": None}
    return {"round_id": None, "day": today - timedelta(days=int(since.split()[0]))}


def open_answer_by(rounds: pd.DataFrame) -> pd.Timestamp | None:
    """The date to answer by in the round that is open, None when none is; rows of marts.rounds."""
    still_open = rounds.loc[rounds["closed_at"].isna(), "answer_by"]
    return None if still_open.empty else still_open.iloc[0]


def frozen_tasks(content: pd.DataFrame) -> list[FrozenTask]:
    """What a round tells of each task when it is closed; rows of ROUND_CONTENT."""
    plain = content.astype(object).where(content.notna(), None)
    return [
        FrozenTask(**row | {"deadline": row["deadline"] and row["deadline"].date()}) for row in plain.to_dict("records")
    ]
