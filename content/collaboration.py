"""Who has the plan together, and what it is called, in the words that sentences need."""

import html
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from content import warehouse, wording

PLAN = "select title, title_in_text from marts.plans where is_chosen"
AREAS = "select area_code, area, area_type from marts.areas order by area collate nb"


@dataclass(frozen=True)
class Collaboration:
    """The areas of one version, by role."""

    areas: pd.DataFrame
    """From AREAS."""

    def named(self, area_type: str) -> str:
        """The name of the area of a role, without what tells it from others; empty where there is none."""
        names = self.areas.loc[self.areas["area_type"] == area_type, "area"]
        return "" if names.empty else wording.place(names.iloc[0])

    @cached_property
    def municipalities(self) -> list[str]:
        return [wording.place(name) for name in self.areas.loc[self.areas["area_type"] == "kommune", "area"]]

    @cached_property
    def them(self) -> str:
        """«kommunene»."""
        return "kommunen" if len(self.municipalities) == 1 else "kommunene"

    @cached_property
    def together(self) -> str:
        """«de tre kommunene»."""
        count = len(self.municipalities)
        return "kommunen" if count == 1 else f"de {wording.spelled(count)} kommunene"

    @cached_property
    def counted(self) -> str:
        """«tre kommuner»."""
        count = len(self.municipalities)
        return f"{wording.spelled(count)} {'kommune' if count == 1 else 'kommuner'}"

    @cached_property
    def centre(self) -> str:
        """What the crisis centre is called."""
        return self.named("krisesenter") or "krisesenteret"


@dataclass(frozen=True)
class PlanTitle:
    """What the plan is called; what such plans are called where none is there."""

    title: str = "Handlingsplan mot vold i nære relasjoner"
    definite: str = "handlingsplanen mot vold i nære relasjoner"
    """In a sentence, of this one."""

    @property
    def indefinite(self) -> str:
        """In a sentence, of one like it."""
        return wording.uncapitalised(self.title)


def plan_title(version: str) -> PlanTitle:
    return next((PlanTitle(*row) for row in warehouse.query(version, PLAN).itertuples(index=False)), PlanTitle())


def plan_note(version: str, today: date) -> str | None:
    """What is said of a plan that is not the one in force, as HTML."""
    plans, shown, in_force = warehouse.plans(), warehouse.plan_of(version), warehouse.plan_in_force(today)
    if shown == in_force:
        return None
    [place] = plans.index[plans["plan_id"] == shown]
    title = html.escape(plans.loc[place, "title"])
    if place > plans.index[plans["plan_id"] == in_force][0]:
        begins = wording.day(plans.loc[place, "valid_from"])
        about = (
            f"<strong>Kommende plan:</strong> {title}, som gjelder fra {begins}. Den kan leses, men ikke besvares ennå."
        )
    else:
        after = plans.loc[place + 1]
        ended = f"avløst {wording.day(after['valid_from'])} av {html.escape(after['title'])}"
        about = f"<strong>Tidligere plan:</strong> {title}, {ended}. Den kan leses, men ikke endres."
    return f"<p>{about} {_link(in_force, 'Til planen som gjelder')}</p>"


def other_plans(version: str) -> str | None:
    """The way to the plans that are not shown, as HTML."""
    plans = warehouse.plans()
    others = plans[plans["plan_id"] != warehouse.plan_of(version)]
    if others.empty:
        return None
    years = ["" if pd.isna(day) else f" (fra {day.year})" for day in others["valid_from"]]
    links = [_link(plan.plan_id, plan.title + year) for plan, year in zip(others.itertuples(), years, strict=True)]
    return f"<p>Andre planer: {wording.listed(links)}.</p>"


def _link(plan_id: str | None, text: str) -> str:
    # The same page of another plan, in the same tab.
    return f'<a href="?plan={wording.slug(plan_id or "")}" target="_self">{html.escape(text)}</a>'


def collaboration(version: str) -> Collaboration:
    return warehouse.once(_read, version, AREAS, {})


def _read(version: str, areas: str, _: dict) -> Collaboration:
    return Collaboration(warehouse.query(version, areas))
