"""How far the plan's tasks have come: the selects that hold them against today, and what is said of them."""

from datetime import date, timedelta

import pandas as pd

from dashboard import wording
from pipelines.status import ROUND_CONTENT as ROUND_CONTENT
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
    date_diff('day', status.reported_on, $today::date) as days_since_report
from marts.task_status as status
inner join marts.measures using (measure_no)
where
    $focus_area in ('alle', measures.focus_area)
    and (
        $target_group = 'alle'
        or measure_no in (select measure_no from marts.measure_target_groups where target_group = $target_group)
    )
order by measure_no, is_joint desc, area collate nb
"""
PROGRESS = """
with told as (
    select
        status.*,
        marts.deadline_words(status, in_place_on, deadline, $today::date) as deadline_words
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
    any_value(told.status) filter (where not told.is_reported) as unreported_status,
    any_value(told.deadline) as deadline,
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
    count(*) filter (where deadline_words = 'Fristen er ute') as over,
    count(*) filter (where deadline_words = 'Fristen er ikke ute') as ahead,
    count(*) filter (where deadline is null and not is_settled) as undated,
    count(*) filter (where status = 'Gjennomført') as done,
    count(*) filter (where status = 'Gjennomføres ikke') as dropped
from told
"""
CHANGES = """
with before as (
    select measure_no, area_code, status
    from marts.round_status
    where round_id = $round_id
    union all
    select measure_no, area_code, status
    from marts.task_history
    where reported_on <= $day::date
    qualify row_number() over (partition by measure_no, area_code order by report_id desc) = 1
)

select
    now.measure_no,
    measures.working_title,
    now.area,
    coalesce(before.status, 'Ikke svart') as status_before,
    now.status,
    now.reported_at
from marts.task_status as now
inner join marts.measures using (measure_no)
left join before using (measure_no, area_code)
where now.is_reported and now.status <> coalesce(before.status, 'Ikke svart')
order by now.reported_at desc, now.measure_no, now.area collate nb
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
DEADLINE_SYMBOLS = {
    "Fristen er ute": "▼",
    "Fristen er ikke ute": "◇",
    "Gjennomført innen fristen": "●",
    "Gjennomført etter fristen": "●",
    "Gjennomført, tidspunkt ukjent": "●",
    "Ingen frist i planen": "",
}


def deadline_text(words: str | None, deadline) -> str:
    """«▼ Fristen er ute (31.12.2023)»; empty for what is not being done."""
    if pd.isna(words):
        return ""
    day = "" if pd.isna(deadline) else f" ({wording.day(deadline)})"
    return f"{DEADLINE_SYMBOLS[words]} {words}{day}".strip()


def status_text(row) -> str:
    """«● Gjennomført, i fast drift»."""
    return f"{SYMBOLS[row.status]} {row.status}" + (", i fast drift" if row.is_in_operation else "")


def done_in(part) -> str:
    """«Gjennomført i 7 av 9 kommuner», or that nobody has been asked; from a row of PROGRESS."""
    if part.reported == 0:
        return part.unreported_status
    if part.is_joint:
        return "Gjennomført" if part.done else "Ikke gjennomført"
    return f"Gjennomført i {part.done} av {part.tasks} kommuner"


def part_deadline(part) -> str:
    """How the tasks of one part of a measure stand to its deadline; from a row of PROGRESS."""
    if pd.isna(part.deadline):
        return "Ingen frist i planen"
    day = wording.day(part.deadline)
    if not part.is_past:
        return f"◇ Fristen er ikke ute ({day})"
    if part.over == 0:
        return f"Ingen er over fristen ({day})"
    return (
        f"▼ Fristen er ute ({day})"
        if part.over == part.tasks
        else (f"▼ Fristen er ute for {part.over} av {part.tasks} ({day})")
    )


def round_options(closed_rounds: pd.DataFrame) -> dict[str, str]:
    """The rounds that are frozen, the newest first."""
    return {f"runde {row.round_id}": f"da runden «{row.title}» ble lukket" for row in closed_rounds.itertuples()}


def since_options(closed_rounds: pd.DataFrame) -> dict[str, str]:
    """What the status now may be compared with: closed rounds, then a number of days."""
    return round_options(closed_rounds) | {f"{days} dager": f"for {days} dager siden" for days in DAYS}


def since_parameters(since: str, today: date) -> dict:
    """The parameters of CHANGES for one of the options."""
    if since.startswith("runde "):
        return {"round_id": int(since.split()[1]), "day": None}
    return {"round_id": None, "day": today - timedelta(days=int(since.split()[0]))}


def open_answer_by(rounds: pd.DataFrame) -> pd.Timestamp | None:
    """The date to answer by in the round that is open, None when none is; rows of marts.rounds."""
    still_open = rounds.loc[rounds["closed_at"].isna(), "answer_by"]
    return None if still_open.empty else still_open.iloc[0]


def parts_in_words(tasks: pd.DataFrame) -> list[str]:
    """What is done jointly and what in each municipality, and by whom; from TASKS of one measure."""
    return [
        f"**{'Felles' if row.is_joint else 'I hver kommune'}:** {row.task.rstrip('.')}. **Ansvar:** {row.owner}."
        for row in tasks.drop_duplicates("is_joint").itertuples()
    ]


def counts_sentence(counts: pd.DataFrame) -> str:
    """«16 tiltak er 139 oppgaver: 135 i kommunene, 4 felles. …» from COUNTS."""
    row = counts.iloc[0]
    told = (
        f"{row['measures']} tiltak er {row['tasks']} oppgaver: {row['municipal']} i kommunene, {row['joint']} felles. "
        f"Fristen er ute for {row['over']} av {row['tasks']} oppgaver, {row['ahead']} har frist fram i tid, "
        f"og for {row['undated']} oppgir planen ingen frist."
    )
    if row["reported"] == 0:
        return f"{told} At fristen er ute, sier ikke om oppgaven er gjort."
    return (
        f"{told} Oppgaver som er gjennomført ({row['done']}) eller ikke skal gjennomføres ({row['dropped']}), er ikke "
        f"med i de tre tallene. {row['reported']} av {row['tasks']} oppgaver er rapportert."
    )


def unreported_sentence(counts: pd.DataFrame) -> str:
    """How many have never been reported, or not for half a year; from COUNTS."""
    row = counts.iloc[0]
    return (
        f"{row['tasks'] - row['reported']} av {row['tasks']} oppgaver er aldri rapportert, og {row['old']} er ikke "
        "rapportert de siste 180 dagene."
    )


def frozen_tasks(content: pd.DataFrame) -> list[FrozenTask]:
    """What a round tells of each task when it is closed; rows of ROUND_CONTENT."""
    plain = content.astype(object).where(content.notna(), None)
    return [
        FrozenTask(**row | {"deadline": row["deadline"] and row["deadline"].date()}) for row in plain.to_dict("records")
    ]
