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


def the_plan(version: str) -> str:
    """«planen», by its year where there are several: in what is carried away from the page that tells which it is."""
    plans = warehouse.query(version, "select year(valid_from) as year, is_chosen from marts.plans")
    years = plans.loc[plans["is_chosen"], "year"].dropna()
    return "planen" if len(plans) < 2 or years.empty else f"planen fra {years.iloc[0]:.0f}"


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
    return f"<p>{about} {_link('', 'Til planen som gjelder')}</p>"


def other_plans(version: str, today: date) -> str | None:
    """The way to the plans that are not shown, as HTML."""
    plans = warehouse.plans()
    others = plans[plans["plan_id"] != warehouse.plan_of(version)]
    if others.empty:
        return None
    years = ["" if pd.isna(day) else f" (fra {day.year})" for day in others["valid_from"]]
    others = others.assign(about=others["title"] + years)
    in_force = warehouse.plan_in_force(today)
    links = [_link("" if row.plan_id == in_force else row.plan_id, row.about) for row in others.itertuples()]
    return f"<p>Andre planer: {wording.listed(links)}.</p>"


def _link(plan_id: str, text: str) -> str:
    """To the same page of another plan, in the same tab; of the one in force, whichever that is, without an id."""
    address = f"?plan={wording.slug(plan_id)}" if plan_id else "?"
    return f'<a href="{address}" target="_self">{html.escape(text)}</a>'


def collaboration(version: str) -> Collaboration:
    return warehouse.once(_read, version, AREAS, {})


def _read(version: str, areas: str, _: dict) -> Collaboration:
    return Collaboration(warehouse.query(version, areas))
