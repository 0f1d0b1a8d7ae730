"""What the plan promises, by when, and how far it has come. Deadlines are held against `$today`, never stored."""

import pandas as pd

from content import charts, wording
from content.figures import sentences as say
from content.figures.figure import Figure, Finding
from content.status.queries import OVER, PROGRESS
from content.status.status_words import done_in, part_deadline

MEASURE_DEADLINES = """
select
    marts.deadline_words(null, null, deadline, $today::date) as name,
    count(*)::integer as measures,
    (sum(count(*)) over ())::integer as all_measures,
    $today::date as today,
    any_value(source_id) as source_id,
    true as in_plan,
    (
        select regexp_replace(string_agg(distinct chapter, ', ' order by chapter), ', ([^,]+)$', ' og \\1')
        from (select split_part(section, '.', 1) as chapter from marts.measures)
    ) as plan_section
from marts.measures
group by all
order by count(*) desc, name
"""

NO_MEASURES = f"Ingen tiltak er lagt inn. {wording.ASK_THE_KEEPER}"


def prepare_measure_deadlines(frame: pd.DataFrame) -> pd.DataFrame:
    """One bar a state of the deadline."""
    return frame.assign(
        value=frame["measures"],
        label=[f"{row.measures} av {row.all_measures}" for row in frame.itertuples()],
        unit="tiltak",
        is_context=frame["name"] != OVER,
    )


def prepare_progress(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a part of a measure, with its place on the time line where the plan prints a deadline."""
    return frame.assign(
        has_number=frame["deadline"].notna(),
        name=[f"{row.measure_no} {row.working_title}" for row in frame.itertuples()],
        done_by=["Felles" if row.is_joint else "Kommunene" for row in frame.itertuples()],
        status=[done_in(row) for row in frame.itertuples()],
        deadline_text=[part_deadline(row) for row in frame.itertuples()],
        is_over=frame["over"] > 0,
        label=[
            "" if pd.isna(row.deadline) else f"{wording.day(row.deadline)}{' felles' if row.is_joint else ''}"
            for row in frame.itertuples()
        ],
    )


def measures_found(frame: pd.DataFrame) -> Finding:
    over = frame.loc[frame["name"] == OVER, "measures"].sum()
    return Finding(say.MEASURES_FOUND(over=over, all=frame["all_measures"].iloc[0]))


def deadlines_found(frame: pd.DataFrame) -> Finding:
    dated = frame[frame["deadline"].notna()]
    return Finding(say.DEADLINES_FOUND(past=int(dated["is_past"].astype(bool).sum()), dated=len(dated)))


def progress_can_say(frame: pd.DataFrame) -> list[str]:
    """How many parts are past their deadline, and how far they have come."""
    dated = frame[frame["deadline"].notna()]
    past = dated[dated["is_past"].astype(bool)]
    sentences = [
        say.DEADLINES_PAST(
            dated=len(dated),
            parts=wording.counted(len(frame), "del", "deler"),
            day=wording.day(frame["today"].iloc[0]),
            past=len(past),
        )
    ]
    if not frame["reported"].any():
        sentences.append(say.NOBODY_ANSWERED(tasks=wording.number(frame["tasks"].sum())))
    else:
        behind = int((past["over"] > 0).sum())
        sentences.append(say.NOT_DONE(behind=behind, past=wording.counted(len(past), "del", "deler")))
    return sentences


DEADLINES = Figure(
    id="deadlines",
    question="Når har tiltakene frist?",
    page="tiltak",
    select=PROGRESS,
    scope=lambda frame: "Frister som står i planen, for det kommunene gjør hver for seg og det som gjøres felles.",
    prepare=prepare_progress,
    chart=charts.Deadlines,
    finding=deadlines_found,
    can_say=progress_can_say,
    cannot_say=("Hvor godt det som er gjennomført, virker: status er de ansvarliges eget svar.",),
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
    empty=NO_MEASURES,
)
MEASURES_BY_DEADLINE = Figure(
    id="measures_by_deadline",
    question="For hvor mange tiltak er fristen ute?",
    page="tiltak",
    select=MEASURE_DEADLINES,
    scope=lambda frame: (
        f"Antall tiltak per {wording.day(frame['today'].iloc[0])}, etter den siste av fristene i hvert tiltak, "
        "enten tiltaket er gjennomført eller ikke."
    ),
    prepare=prepare_measure_deadlines,
    chart=charts.Bars,
    finding=measures_found,
    can_say=lambda frame: [
        say.MEASURES_BY_DEADLINE(when=row.name, measures=row.measures, all=row.all_measures)
        for row in frame.itertuples(index=False)
    ],
    cannot_say=(
        "Hvor mange tiltak som er gjennomført: en frist sier ikke noe om status.",
        "Hvor mye som gjenstår: å oppnevne en koordinator og å bygge et tilbud er ikke like mye arbeid.",
    ),
    definition="Et tiltak har fristen til den siste av delene sine. Fristdagen er innenfor.",
    numbers={"measures": "Tiltak (tall)"},
    columns={"name": "Frist", "label": "Tiltak"},
    empty=NO_MEASURES,
)
