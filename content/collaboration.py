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
    shown = warehouse.chosen_plan(version)
    is_one_of_several = len(warehouse.plans(version)) > 1 and shown and shown.valid_from
    return f"planen fra {shown.valid_from.year}" if is_one_of_several else "planen"


def plan_mark(version: str, today: date) -> str:
    """«Tidligere plan (fra 2023).»: what is carried away says it where it is not the plan in force; empty else."""
    plans, shown = warehouse.plans(version), warehouse.chosen_plan(version)
    in_force = warehouse.in_force(plans, today)
    if shown is None or shown == in_force:
        return ""
    kind = "Kommende" if plans.index(shown) > plans.index(in_force) else "Tidligere"
    return f"{kind} plan{f' (fra {shown.valid_from.year})' if shown.valid_from else ''}."


def plan_note(version: str, today: date) -> str | None:
    """What is said of a plan that is not the one in force, as HTML."""
    plans, shown = warehouse.plans(version), warehouse.chosen_plan(version)
    in_force = warehouse.in_force(plans, today)
    if shown is None or shown == in_force:
        return None
    place, title = plans.index(shown), html.escape(shown.title)
    if place > plans.index(in_force):
        begins = wording.day(shown.valid_from)
        about = f"<strong>Kommende plan:</strong> {title}, som gjelder fra {begins}. Den kan leses, men ikke besvares."
    else:
        after = plans[place + 1]
        ended = f"avløst {wording.day(after.valid_from)} av {html.escape(after.title)}"
        about = f"<strong>Tidligere plan:</strong> {title}, {ended}. Den kan leses, men ikke endres."
    return f"<p>{about} {_link('', 'Til planen som gjelder')}</p>"


def other_plans(version: str, today: date) -> str | None:
    """The way to the plans that are not shown, as HTML."""
    plans = warehouse.plans(version)
    in_force = warehouse.in_force(plans, today)
    others = [plan for plan in plans if not plan.is_chosen]
    years = [f" (fra {plan.valid_from.year})" if plan.valid_from else "" for plan in others]
    ids = ["" if plan == in_force else plan.plan_id for plan in others]
    links = [_link(id, plan.title + year) for id, plan, year in zip(ids, others, years, strict=True)]
    return f"<p>Andre planer: {wording.listed(links)}.</p>" if links else None


def _link(plan_id: str, text: str) -> str:
    """To the same page of another plan, in the same tab; of the one in force, whichever that is, without an id."""
    address = f"?plan={wording.slug(plan_id)}" if plan_id else "?"
    return f'<a href="{address}" target="_self">{html.escape(text)}</a>'


def collaboration(version: str) -> Collaboration:
    return warehouse.once(_read, version, AREAS, {})


def _read(version: str, areas: str, _: dict) -> Collaboration:
    return Collaboration(warehouse.query(version, areas))
