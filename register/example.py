"""Made-up reports, to show how a filled register looks. In a register of its own, and marked wherever it is shown."""

import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine

from register import entries
from register.database import reading, revision
from register.entry_kinds import (
    CHANGE,
    COORDINATOR,
    KEEP,
    MEMBER,
    MERGE,
    SEATS,
    Adoption,
    Appointment,
    Assessment,
    Conclusion,
    Entry,
    HelpService,
    Milestone,
    Proposal,
)
from register.errors import UnsureError
from register.reports import evaluated, evaluations, save, withdraw
from register.rights import JOINT, Rights
from register.rounds import FrozenTask, close_round, open_round
from register.validation.rules import AS_MEANT, CONTINUE, DONE, DROPPED, NOT_STARTED, ONGOING, PARTLY, UNCLEAR, Report

ENTRIES: tuple[Entry, ...] = (
    Assessment(1, KEEP, "Eksempel: er i drift i flere kommuner."),
    Assessment(2, MERGE, "Eksempel: gjelder de samme foreldrene.", "tiltak 3"),
    Assessment(9, CHANGE, "Eksempel: søknadsfristen er passert."),
    Proposal(
        "Eksempel: vern mot vold på nett",
        "Eksempel: planen overlater temaet til neste plan.",
        theme="Digitale plattformer",
        target_group="Ungdom",
        responsible="Skolene og helsestasjonene",
        deadline=date(2028, 12, 31),
        cost="Eksempel: 0,2 årsverk",
        done_when="Eksempel: alle ungdomsskoler har et opplegg.",
    ),
    Proposal("Eksempel: felles opplæring", "Eksempel: færre enn halvparten har gjennomført tiltak 5."),
)
CONCLUSIONS = {
    1: "Eksempel: svarene spriker, og gruppa vil ha opplæringen mer systematisk.",
    9: "Eksempel: ikke gjort som ment de fleste steder, og gruppa vil ha det enklere.",
}
"""Measure → what the group makes of its evaluation."""
EVALUATED = (1, 4, 9, 12)
"""Measures that all who answer evaluate; of the others only few do."""
POSITIONS = ("kommunalsjef for oppvekst", "leder for barneverntjenesten", "folkehelsekoordinator")
ADOPTED = ((date(2023, 3, 1), date(2026, 12, 31)), (date(2023, 4, 1), None))
"""When those that have told so adopted the plan, and until when."""
COORDINATORS = (("Eksempel: SLT-koordinator", date(2023, 5, 1)), ("Eksempel: rådgiver for oppvekst", None))
# One for each of ten tasks; None is not answered.
STATUSES = (DONE, ONGOING, DONE, PARTLY, NOT_STARTED, None, DONE, ONGOING, UNCLEAR, None)
MONTHS = (date(2023, 5, 1), date(2023, 12, 1), date(2024, 9, 1), None)
HELP = (
    ("Eksempel: samtale for barn og unge", "barn og unge, og de som er bekymret for dem"),
    ("Eksempel: krisehjelp", "alle", "02800", "https://www.politiet.no", "døgnåpen"),
)
UNITS = ("Barneverntjenesten", "Helsestasjonen", "Enhet for oppvekst", "Psykisk helse og rus")


def fill(engine: Engine, plan: list[FrozenTask]) -> None:
    """Two rounds, the first closed, and the beginning of a new plan, the same each time; does nothing in a filled one.

    `plan` is what the plan says of each task.
    """
    if revision(engine) > 0:
        return
    tasks = sorted(((task.measure_no, task.area_code) for task in plan), key=lambda task: (task[0], task[1] == JOINT))
    measures = {measure_no for measure_no, _ in tasks}
    areas = sorted({area for _, area in tasks if area != JOINT})
    today = datetime.now(UTC).date()
    everyone = Rights("eksempel", frozenset(areas), frozenset(no for no, area in tasks if area == JOINT), True)
    first = [report for place, task in enumerate(tasks) if (report := _report(*task, place, today - timedelta(60)))]
    open_round(engine, everyone, "Eksempelrunde 1", today, today, len(tasks))
    save(engine, everyone, first, set(tasks), today, "example-1")
    close_round(engine, everyone, plan)
    open_round(engine, everyone, "Eksempelrunde 2", today + timedelta(30), today, len(tasks))
    moved = [
        report for place, task in enumerate(tasks) if place % 4 == 0 and (report := _report(*task, place + 2, today))
    ]
    save(engine, everyone, moved, set(tasks), today, "example-2")
    # One that speaks of a time before the answer it follows, and one that is taken back.
    for report in first[1:2]:
        late = replace(report, speaks_of=today - timedelta(120), comment="Eksempel: kom inn for seint.")
        try:
            save(engine, everyone, [late], set(tasks), today, "example-late")
        except UnsureError as error:
            accepted = frozenset(question.sentence for question in error.questions)
            save(engine, everyone, [late], set(tasks), today, "example-late", accepted=accepted)
    for report in first[2:3]:
        withdraw(engine, everyone, report.measure_no, report.area_code, "example-withdrawn")
    seats = {(area_code, seat) for area_code in areas for seat in SEATS}
    known = measures | set(areas) | {"appointed"} | seats | {(area_code, None) for area_code in areas}
    for number, entry in enumerate(_entries(measures, areas, today)):
        entries.save(engine, everyone, entry, known, today, f"example-{number}")
    for measure_no, text in CONCLUSIONS.items():
        asked = {task for task in tasks if task[0] == measure_no}
        with reading(engine) as connection:
            answered = evaluated(evaluations(connection, asked))
        if asked and 2 * answered >= len(asked):
            entry = Conclusion(measure_no, text, answered, len(asked))
            entries.save(engine, everyone, entry, asked, today, f"example-conclusion-{measure_no}")


def _entries(measures: set[int], areas: list[str], today: date) -> list[Entry]:
    """What is said of the next plan, as far as the plan has the measures; two of three have appointed a member."""
    appointed = areas[: 2 * len(areas) // 3]
    note = f"Eksempel: {len(appointed)} av {len(areas)} kommuner har oppnevnt."
    return [
        *(entry for entry in ENTRIES if not isinstance(entry, Assessment) or entry.measure_no in measures),
        *(Adoption(area, *dates) for area, dates in zip(areas, ADOPTED, strict=False)),
        Milestone("appointed", date(2026, 12, 31), note=note),
        *(Appointment(area, MEMBER, f"Eksempel: {POSITIONS[place % 3]}") for place, area in enumerate(appointed)),
        *(Appointment(area, COORDINATOR, *said) for area, said in zip(areas[::3], COORDINATORS, strict=False)),
        # In one of two; what the first has said is old.
        *(
            HelpService(area, None, today - timedelta(10 if place else 200), *HELP[0], unit=unit)
            for place, (area, unit) in enumerate(zip(areas[::2], UNITS * len(areas), strict=False))
        ),
        *(HelpService(area, None, today, *HELP[1]) for area in areas[:1]),
    ]


def _report(measure_no: int, area_code: str, place: int, speaks_of: date) -> Report | None:
    """What is said of a task, decided by its place in the list alone."""
    # Scattered, but the same each time.
    scattered = zlib.crc32(f"{measure_no} {area_code} {place}".encode())
    status = DROPPED if place == 77 else STATUSES[scattered % len(STATUSES)]
    if status is None:
        return None
    is_done = status == DONE
    return Report(
        measure_no,
        area_code,
        status,
        speaks_of,
        is_in_operation=is_done and place % 2 == 0,
        in_place_on=MONTHS[place % len(MONTHS)] if is_done else None,
        responsible=UNITS[place % len(UNITS)],
        comment="Eksempel på en kommentar." if place % 5 == 0 else None,
        reason="Eksempel: dekkes av et annet tilbud." if status == DROPPED else None,
        decided_by="Eksempel: kommunedirektøren." if status == DROPPED else None,
        new_deadline=date(2027, 6, 30) if status == ONGOING and place % 3 == 0 else None,
        **_evaluation(measure_no, scattered // len(STATUSES)),
    )


def _evaluation(measure_no: int, scattered: int) -> dict[str, str]:
    """What is made of a measure, of which something is known; nothing by most of those with another one."""
    if measure_no not in EVALUATED and scattered % 5:
        return {}
    return {
        "done_as_meant": AS_MEANT[scattered % len(AS_MEANT)],
        "outcome": "Eksempel: flere ansatte spør om vold.",
        "should_continue": CONTINUE[scattered % 3],
    } | ({"hindrance": "Eksempel: for lite tid."} if scattered % 2 else {})
