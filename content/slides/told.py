"""The slides about the plan: status, in all and in one municipality, decisions, and what is not known."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from content import warehouse, wording
from content.collaboration import the_plan
from content.figures.credits import cited
from content.figures.sources import one_line, source_lines
from content.plan import decisions, group, municipality
from content.plan.headline import revision
from content.plan.time_line import stops
from content.slides.bodies.questions import ColumnsBody, DecisionsBody, WordsBody
from content.slides.bodies.status import GridBody, Row, Task, TaskHere, TasksBody
from content.status import queries, status_words

STATUS, HERE, MISSING, DECISIONS = "status", "status-her", "mangler", "beslutning"
NAMES = {
    STATUS: "Hvor langt er tiltakene kommet?",
    HERE: "Hva er på plass i kommunen?",
    DECISIONS: "Hva trenger en beslutning?",
    MISSING: "Hva vet vi ikke, og hva dekker ikke planen?",
}
OVERVIEW, STATUS_PAGE, HERE_PAGE = "Oversikt", "Status på tiltakene", "Min kommune"
EFFECT = "Hvor godt det som er gjennomført, virker: status er de ansvarliges eget svar."
UNANSWERED = "Hva som er gjennomført: ingen har svart ennå."


@dataclass(frozen=True)
class Telling:
    """One version on one day, asked for what slides say."""

    version: str
    today: date

    def ask(self, sql: str, **asked) -> pd.DataFrame:
        return warehouse.query(self.version, sql, asked)

    @cached_property
    def counts(self) -> pd.DataFrame:
        return self.ask(queries.COUNTS, today=self.today)

    @property
    def is_answered(self) -> bool:
        return bool(self.counts["reported"].iloc[0])

    @property
    def cannot_say(self) -> tuple[str, ...]:
        """Of any status."""
        return (EFFECT,) if self.is_answered else (UNANSWERED,)

    def sources(self, rows: pd.DataFrame) -> dict:
        """Of rows of the plan: in full, and in one line."""
        lines = source_lines(self.version, rows) if len(rows) else []
        return {"sources": tuple(map(cited, lines)), "source": one_line(self.version, rows)}

    def scope(self, whose: str) -> str:
        return f"{whose} i {the_plan(self.version)}, per {wording.day(self.today)}."

    def nothing(self, words: str, page: str) -> dict:
        return {
            "title": words.partition(". ")[0].rstrip("."),
            "body": WordsBody((words,), f"på siden {page}."),
            "page": page,
            "can_say": (words,),
        }

    def status(self) -> dict:
        tasks, progress = (self.ask(sql, today=self.today) for sql in (queries.TASKS, queries.PROGRESS))
        if tasks.empty:
            return self.nothing(decisions.NO_MEASURES, STATUS_PAGE)
        areas = list(dict.fromkeys(tasks.sort_values("is_joint", ascending=False, kind="stable")["area"]))
        joint = set(tasks.loc[tasks["is_joint"], "area"])
        names = wording.heads(areas, joint)
        names |= dict.fromkeys(joint, "Felles") if len(joint) == 1 else {}
        rows = tuple(
            Row(f"{number}\u00a0{title}", tuple(_task(task, names[task.area]) for task in found.itertuples()))
            for (number, title), found in tasks.groupby(["measure_no", "working_title"], sort=False)
        )
        sources = self.sources(progress)
        if self.is_answered:
            sources["source"] = f"{status_words.ANSWERED_BY} {sources['source']}"
            sources["sources"] = (*sources["sources"], status_words.ANSWERED_BY)
        # What is over is told by the notches, where there are answers to make room for.
        told = status_words.unanswered_sentence if self.is_answered else status_words.beside_finding
        return {
            "title": status_words.finding(tasks["status"].value_counts().to_dict()),
            "scope": f"{self.scope('Alle tiltakene')} {told(self.counts)}".strip(),
            "body": GridBody(rows, tuple(dict.fromkeys(names.values())), f"på siden {STATUS_PAGE}."),
            "page": STATUS_PAGE,
            "can_say": (status_words.answered_sentence(self.counts), status_words.counts_sentence(self.counts)),
            "cannot_say": self.cannot_say,
            **sources,
        }

    def here(self, area: str | None) -> dict:
        """The tasks of one municipality."""
        if area is None:
            return self.nothing("Ingen kommune er valgt. Velg kommune på siden Presentasjon.", HERE_PAGE)
        tasks = self.ask(municipality.TASKS_HERE, area=area, today=self.today)
        answered = municipality.answered_sentence(tasks)
        rows = tuple(
            TaskHere(
                f"{row.measure_no}\u00a0{row.working_title}",
                _task(row, area),
                wording.day_or(row.deadline, "ingen frist"),
            )
            for row in tasks.itertuples()
        )
        return {
            "title": f"{wording.place(area)}: {wording.uncapitalised(answered)}".rstrip("."),
            "scope": f"{self.scope('Kommunens oppgaver')} Datoene er planens frister.",
            "body": TasksBody(rows, f"på siden {HERE_PAGE}."),
            "page": HERE_PAGE,
            "can_say": (answered,),
            "cannot_say": (EFFECT,) if tasks["is_reported"].any() else ("Hva som er gjort: ingen har svart ennå.",),
            **self.sources(tasks.assign(source_id=self._plan_source, in_plan=True, plan_section=tasks["section"])),
        }

    @cached_property
    def _plan_source(self) -> str | None:
        shown = warehouse.chosen_plan(self.version)
        return shown.source_id if shown else None

    def missing(self) -> dict:
        limits = self.ask(decisions.LIMITS)
        unknown = [_parted(text) for text in decisions.unknown(self.version, self.counts)]
        columns = [("Det vet vi ikke", tuple(unknown))]
        if len(limits):
            by_kind = {
                wording.capitalised(kind): wording.listed([wording.uncapitalised(theme) for theme in rows["theme"]])
                for kind, rows in limits.groupby("kind", sort=False)
            }
            columns.append(
                (
                    "Det dekker ikke planen",
                    tuple((kind, f"{wording.capitalised(told)}.") for kind, told in by_kind.items()),
                )
            )
        told = (*decisions.unknown(self.version, self.counts), *decisions.left_out(limits))
        return {
            "title": f"Vi vet ikke {wording.uncapitalised(unknown[0][0])}",
            "scope": self.scope("Kommunene"),
            "body": ColumnsBody(tuple(columns), f"på siden {OVERVIEW}."),
            "page": OVERVIEW,
            "can_say": told,
            **self.sources(limits),
        }

    def decisions(self) -> dict:
        dates, asked = self.ask(decisions.DATES), tuple(decisions.decisions(self.version, self.today))
        sources = self.sources(dates)
        if self.ask(group.APPOINTMENTS)["entry_id"].notna().any():
            sources["sources"] = (*sources["sources"], group.APPOINTED_BY)
        return {
            "title": _to_decide([text for text in asked if "?" in text], revision(dates, self.today), asked[0]),
            "scope": self.scope("Kommunene"),
            "body": DecisionsBody(asked, tuple(stops(dates, self.today)), f"på siden {OVERVIEW}."),
            "page": OVERVIEW,
            "can_say": asked,
            **sources,
        }


def _task(row, name: str) -> Task:
    return Task(name, row.status, bool(row.is_in_operation), row.deadline_words == queries.OVER)


def _parted(text: str) -> tuple[str, str]:
    """What is not known, and why."""
    what, _, why = text.partition(": ")
    return (what.rstrip("."), wording.capitalised(why)) if why else (text, "")


def _to_decide(questions: list[str], due: str, otherwise: str) -> str:
    if not questions:
        return otherwise.rstrip(".")
    count = "ett" if len(questions) == 1 else wording.spelled(len(questions))
    waiting = f"{count} spørsmål venter på en beslutning"
    return wording.capitalised(f"{due}, og {waiting}" if due else waiting)
