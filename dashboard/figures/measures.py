"""What the plan promises, by when, and how far it has come. Deadlines are held against `$today`, never stored."""

import pandas as pd

from dashboard import charts, wording
from dashboard.figures.figure import Figure

PROGRESS = """
select
    measures.measure_no,
    measures.working_title,
    measures.focus_area,
    progress.is_joint,
    progress.tasks,
    progress.tasks_done,
    progress.tasks_reported,
    progress.unreported_status,
    progress.deadline,
    progress.deadline < $today as is_over,
    $today::date as today,
    measures.source_id,
    true as in_plan,
    measures.section as plan_section
from marts.measures
inner join marts.measure_progress as progress using (measure_no)
where $focus_area in ('alle', measures.focus_area)
order by measures.measure_no, progress.is_joint
"""
OVERVIEW = """
select
    measures.measure_no,
    measures.working_title,
    measures.focus_area,
    max(progress.deadline) filter (where not progress.is_joint) as municipal_deadline,
    max(progress.deadline) filter (where progress.is_joint) as joint_deadline,
    $today::date as today,
    max(progress.tasks) filter (where not progress.is_joint) as municipal,
    coalesce(max(progress.tasks_done) filter (where not progress.is_joint), 0) as municipal_done,
    coalesce(max(progress.tasks_reported) filter (where not progress.is_joint), 0) as municipal_reported,
    max(progress.tasks) filter (where progress.is_joint) as joint,
    coalesce(max(progress.tasks_done) filter (where progress.is_joint), 0) as joint_done,
    coalesce(max(progress.tasks_reported) filter (where progress.is_joint), 0) as joint_reported,
    any_value(progress.unreported_status) as unreported_status
from marts.measures
inner join marts.measure_progress as progress using (measure_no)
where
    $focus_area in ('alle', measures.focus_area)
    and (
        $target_group = 'alle'
        or measure_no in (select measure_no from marts.measure_target_groups where target_group = $target_group)
    )
group by all
order by measures.measure_no
"""
CARD = "select *, deadline < $today as is_over from marts.measures where measure_no = $measure_no"
MEASURE_DEADLINES = """
select
    case
        when deadline < $today then 'Fristen er ute'
        when deadline >= $today then 'Fristen er ikke ute'
        else 'Ingen frist i planen'
    end as name,
    count(*)::integer as measures,
    (sum(count(*)) over ())::integer as all_measures,
    $today::date as today,
    any_value(source_id) as source_id,
    true as in_plan,
    '3 og 5' as plan_section
from marts.measures
group by all
order by count(*) desc, name
"""
TASK_COUNTS = """
select
    count(*) as tasks,
    count(*) filter (where not is_joint) as municipal,
    count(*) filter (where is_joint) as joint,
    count(distinct measure_no) as measures,
    count(*) filter (where deadline < $today) as over,
    count(*) filter (where deadline >= $today) as ahead,
    count(*) filter (where deadline is null) as undated
from marts.measure_tasks
"""
TASKS = """
select
    tasks.area,
    tasks.is_joint,
    tasks.task,
    tasks.owner,
    tasks.deadline,
    tasks.deadline < $today as is_over,
    status.status
from marts.measure_tasks as tasks
inner join marts.task_status as status using (measure_no, area_code)
where tasks.measure_no = $measure_no
order by tasks.is_joint desc, tasks.area collate nb
"""


def deadline_words(deadline, is_over) -> str:
    """«Fristen er ute (31.12.2023)», «Fristen er ikke ute (…)» or «Ingen frist i planen»."""
    if pd.isna(deadline):
        return "Ingen frist i planen"
    return f"{'▼ Fristen er ute' if is_over else '● Fristen er ikke ute'} ({wording.day(deadline)})"


def done_in(tasks, done, reported, unreported_status, is_joint: bool) -> str:
    """«Gjennomført i 7 av 9 kommuner», or that nobody has been asked."""
    if reported == 0:
        return unreported_status
    if is_joint:
        return "Gjennomført" if done else "Ikke gjennomført"
    return f"Gjennomført i {done:.0f} av {tasks:.0f} kommuner"


def overview_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The measures a line each, as people read them; from OVERVIEW."""
    return pd.DataFrame(
        {
            "Tiltak": [f"{row.measure_no}\u00a0{row.working_title}" for row in frame.itertuples()],
            "Status": [_status(row) for row in frame.itertuples()],
            "Frist": [_deadlines(row) for row in frame.itertuples()],
        }
    )


def _deadlines(row) -> str:
    """The deadline of each part, since the last of them is nobody's reminder."""
    municipal = deadline_words(row.municipal_deadline, row.municipal_deadline < row.today)
    joint = deadline_words(row.joint_deadline, row.joint_deadline < row.today)
    if pd.isna(row.joint):
        return municipal
    if pd.isna(row.municipal):
        return joint
    return f"Kommunene: {municipal}. Felles: {joint}"


def _status(row) -> str:
    municipal = done_in(row.municipal, row.municipal_done, row.municipal_reported, row.unreported_status, False)
    joint = done_in(row.joint, row.joint_done, row.joint_reported, row.unreported_status, True)
    if pd.isna(row.joint):
        return municipal
    if pd.isna(row.municipal) or municipal == joint:
        return joint
    return f"{municipal}. Felles: {joint.lower()}"


def tasks_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The tasks of one measure a line each."""
    return pd.DataFrame(
        {
            "Hvem": frame["area"],
            "Status": frame["status"],
            "Frist": [deadline_words(row.deadline, row.is_over) for row in frame.itertuples()],
        }
    )


def tasks_in_words(frame: pd.DataFrame) -> list[str]:
    """What is done jointly and what in each municipality, and by whom; from TASKS."""
    parts = frame.drop_duplicates("is_joint")
    return [
        f"**{'Felles' if row.is_joint else 'I hver kommune'}:** {row.task.rstrip('.')}. **Ansvar:** {row.owner}."
        for row in parts.itertuples()
    ]


def tasks_sentence(counts: pd.DataFrame) -> str:
    """«16 tiltak er 139 oppgaver: 135 i kommunene, 4 felles. …» from TASK_COUNTS."""
    row = counts.iloc[0]
    return (
        f"{row['measures']} tiltak er {row['tasks']} oppgaver: {row['municipal']} i kommunene, {row['joint']} felles. "
        f"Fristen er ute for {row['over']} av {row['tasks']} oppgaver, {row['ahead']} har frist fram i tid, "
        f"og for {row['undated']} oppgir planen ingen frist. At fristen er ute, sier ikke om oppgaven er gjort."
    )


def prepare_measure_deadlines(frame: pd.DataFrame) -> pd.DataFrame:
    """One bar a state of the deadline."""
    return frame.assign(
        value=frame["measures"],
        label=[f"{row.measures} av {row.all_measures}" for row in frame.itertuples()],
        unit="tiltak",
        is_context=frame["name"] != "Fristen er ute",
    )


def prepare_progress(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a part of a measure, with its place on the time line where the plan prints a deadline."""
    return frame.assign(
        has_number=frame["deadline"].notna(),
        name=[f"{row.measure_no} {row.working_title}" for row in frame.itertuples()],
        done_by=["Felles" if row.is_joint else "Kommunene" for row in frame.itertuples()],
        status=[
            done_in(row.tasks, row.tasks_done, row.tasks_reported, row.unreported_status, row.is_joint)
            for row in frame.itertuples()
        ],
        deadline_text=[deadline_words(row.deadline, row.is_over) for row in frame.itertuples()],
        label=[
            "" if pd.isna(row.deadline) else f"{wording.day(row.deadline)}{' felles' if row.is_joint else ''}"
            for row in frame.itertuples()
        ],
    )


def progress_can_say(frame: pd.DataFrame) -> list[str]:
    """How many parts are over their deadline, and that nobody has been asked."""
    over, dated = int((frame["is_over"] == True).sum()), int(frame["deadline"].notna().sum())  # noqa: E712
    sentences = [
        f"Planen har frist for {dated} av {wording.counted(len(frame), 'del', 'deler')} av tiltakene. "
        f"Per {wording.day(frame['today'].iloc[0])} er fristen ute for {over} av dem."
    ]
    if not frame["tasks_reported"].any():
        sentences.append("Status er ikke innhentet ennå. At fristen er ute, sier ikke om tiltaket er gjennomført.")
    return sentences


DEADLINES = Figure(
    id="deadlines",
    question="Når har tiltakene frist?",
    page="tiltak",
    select=PROGRESS,
    scope=lambda frame: "Frister som står i planen, for det kommunene gjør hver for seg og det som gjøres felles.",
    prepare=prepare_progress,
    chart=charts.deadlines,
    can_say=progress_can_say,
    cannot_say=("Hva som er gjennomført: planen selv sier ikke noe om status.",),
    definition=(
        "Fristen er datoen planen oppgir for delen av tiltaket. Fristdagen er innenfor. Et tiltak har én del for det "
        "kommunene gjør hver for seg, én for det som gjøres felles, eller begge."
    ),
    numbers={"deadline": "Frist (dato)", "tasks": "Oppgaver (tall)"},
    columns={
        "name": "Tiltak",
        "done_by": "Hvem",
        "status": "Status",
        "deadline_text": "Frist",
    },
    empty="Ingen tiltak er lagt inn. De legges i data/raw/measures.csv og measure_parts.csv.",
    parameters={"focus_area": "alle"},
)
MEASURES_BY_DEADLINE = Figure(
    id="measures_by_deadline",
    question="For hvor mange tiltak er fristen ute?",
    page="",
    select=MEASURE_DEADLINES,
    scope=lambda frame: (
        f"Antall tiltak per {wording.day(frame['today'].iloc[0])}, etter den siste av fristene i hvert tiltak."
    ),
    prepare=prepare_measure_deadlines,
    chart=charts.bars,
    can_say=lambda frame: [
        f"{row.name}: {row.measures} av {row.all_measures} tiltak." for row in frame.itertuples(index=False)
    ],
    cannot_say=(
        "Hvor mange tiltak som er gjennomført: planen selv sier ikke noe om status.",
        "Hvor mye som gjenstår: å oppnevne en koordinator og å bygge et tilbud er ikke like mye arbeid.",
    ),
    definition="Et tiltak har fristen til den siste av delene sine. Fristdagen er innenfor.",
    numbers={"measures": "Tiltak (tall)"},
    columns={"name": "Frist", "label": "Tiltak"},
    empty="Ingen tiltak er lagt inn. De legges i data/raw/measures.csv og measure_parts.csv.",
)
