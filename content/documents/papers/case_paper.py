"""«Saksframlegg»: shall the present plan go on until a new one is adopted? With a draft decision."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pandas as pd

from content import warehouse, wording
from content.collaboration import PlanTitle, plan_title
from content.documents.blocks import Block, Document, Meaning, Section, numbered, said, typed
from content.documents.papers import sections as part
from content.plan import adoptions, decisions
from content.texts import texts

TITLE = "Saksframlegg"
SUBJECT = "Skal {} gjelde til en ny er vedtatt?"
LAW_IDS = ["child_welfare_plan", "public_health_measures", "councils_heard"]
ADOPTION = "select adopted_on, valid_until from marts.plan_adoptions where area = $area"
MEETING = "select meets_on from marts.council_meetings where area = $area and meets_on >= $today::date"
NOT_TOLD = part.to_fill_in(
    "når kommunestyret vedtok planen, saksnummer og planperiode. Er planen ikke vedtatt her, må forslaget endres"
)
ABOUT_KOSTRA = (
    "KOSTRA-skjema 7B spør om kommunen har en plan som er politisk vedtatt, og som ikke er utløpt innen "
    "rapporteringsåret. Datoene alene gir ikke svaret der."
)
NO_PLAN = "har kommunen ingen gjeldende {} fram til en ny er vedtatt. Det loven pålegger kommunen, gjelder uansett."
CHANGED = (
    "Kommunestyret ber om nye frister eller endrede tiltak i tiden fram til ny plan.",
    "Endringene må da stå i vedtaket, og gjelder bare her.",
)
SAYS_WHEN = """
select sources.publisher
from marts.plan_dates
inner join marts.sources using (source_id)
where date_id = 'period_ends' and source_id not in (select source_id from marts.plans)
"""
"""Who else than the plan itself says until when it is valid."""
HAS_COORDINATOR = "select 1 from marts.plan_seats where seat = 'coordinator'"
GUIDE = (
    "[veilederen fra NKVTS](https://komplan.nkvts.no/) for kommunale handlingsplaner, som sier at vedtaket bør "
    "tidfeste planperiode, rapportering og evaluering"
)


def document(version: str, today: date, area: str, economy: str = "", case_no: str = "") -> Document:
    """Two pages; `economy` is what the decision costs, as typed."""
    about = {
        "Saksnummer": part.typed_or(case_no, "saksnummer"),
        "Behandles av": f"Kommunestyret {part.to_fill_in('møtedato, og utvalg som behandler saken først')}",
    }
    subject = SUBJECT.format(plan_title(version).definite)
    return part.paper(TITLE, subject, about, version, area, today, _sections(version, today, area, economy))


def _sections(version: str, today: date, area: str, economy: str) -> Iterator[Block]:
    ask = partial(warehouse.query, version)
    dates, [adoption] = part.dates(ask), ask(ADOPTION, {"area": area}).itertuples()
    until = _until(dates, adoption, today)
    plan = plan_title(version)
    yield Section("Forslag til vedtak", numbered(_decision(ask, plan, dates, until, area, today)))
    yield Section("Bakgrunn", _background(ask, plan, dates, adoption, area))
    yield part.status_here(ask, version, area, today)
    yield Section("Alternativer", _alternatives(ask, plan, dates, adoption, until))
    yield Section("Økonomi", _economy(ask, economy))
    yield part.law(ask, LAW_IDS)
    behind = [
        ", ".join(["handlingsplanen", *texts(ask, "case_stands_in")]),
        "kommunens egne opplysninger",
        *ask(SAYS_WHEN)["publisher"],
        GUIDE,
    ]
    yield said(f"Kilder: {'; '.join(behind)}.", Meaning.NOTE)


def _until(dates: dict[str, date], adoption, today: date) -> date | None:
    """The last day to propose: the end of the year in which the new plan is due, or later where that is told."""
    due = dates.get("revision_due")
    told = None if pd.isna(adoption.valid_until) else adoption.valid_until.date()
    days = [day for day in (due and date(due.year, 12, 31), told) if day is not None and day >= today]
    return max(days, default=None)


def _decision(
    ask: Callable, plan: PlanTitle, dates: dict[str, date], until: date | None, area: str, today: date
) -> list[str]:
    """What the guide asks a decision to fix: the period, who reports and how often, and when the plan is evaluated."""
    meets_on = [row.meets_on.date() for row in ask(MEETING, {"area": area, "today": today}).itertuples()]
    treated = f"i møtet {wording.day(meets_on[0])}" if meets_on else "så snart den er ferdig"
    # What is laid before the council with the new plan must be ready when the council meets.
    ready = [day for day in (dates.get("revision_due"), *meets_on) if day is not None and day >= today]
    evaluator = "Kommunens koordinator for planen" if len(ask(HAS_COORDINATOR)) else "Kommunedirektøren"
    return [
        f"{plan.title} gjelder i {part.named(area)} til en revidert plan er vedtatt, men "
        f"ikke lenger enn til {part.day(until)}.",
        "Kommunedirektøren legger fram status på tiltakene for kommunestyret én gang i året, første gang innen "
        f"{part.to_fill_in('dato')}.",
        f"Planen evalueres innen {part.day(min(ready, default=None))}. {evaluator} har ansvaret, "
        "og evalueringen legges fram sammen med den reviderte planen.",
        f"Kommunestyret får den reviderte planen til behandling {treated}.",
    ]


def _background(ask: Callable, plan: PlanTitle, dates: dict[str, date], adoption, area: str) -> Iterator[Block]:
    responsible, due = texts(ask, "case_responsible"), part.by_when(_by_whom(ask), dates)
    yield said(" ".join([part.whose(ask, plan, area), *responsible, due]))
    yield said(f"{_period(ask)}{_here(dates, adoption, area)}")
    yield said(ABOUT_KOSTRA)


def _by_whom(ask: Callable) -> str:
    """«Etter avsnitt 5.2»: where the plan says when the group is to be there."""
    rows = ask(decisions.DATES)
    sections = rows.loc[rows["date_id"] == "group_formed", "plan_section"].dropna()
    return "Etter planen" if sections.empty else f"Etter avsnitt {sections.iloc[0]}"


def _period(ask: Callable) -> str:
    """Whether the plan itself says for which years it is, and what is said of that."""
    silent = f"{decisions.NO_PERIOD} " if ask(decisions.SILENT)["is_silent"].any() else ""
    rows = ask(decisions.DATES)
    told = rows.loc[rows["date_id"] == "period_ends", "told"].dropna()
    return silent + "".join(f"{sentence} " for sentence in told)


def _here(dates: dict[str, date], adoption, area: str) -> str:
    """What the municipality itself has told; from ADOPTION."""
    if pd.isna(adoption.adopted_on):
        return NOT_TOLD
    told = (
        f"Kommunestyret i {wording.place(area)} vedtok planen {wording.day(adoption.adopted_on)}, etter det kommunen "
        "har oppgitt."
    )
    if pd.isna(adoption.valid_until):
        no_end = adoptions.NO_END.rstrip(".")
        return f"{told} Ingen sluttdato er oppgitt. {no_end}, etter veiledningen til KOSTRA-skjema 7B."
    told += f" Den gjelder til {wording.day(adoption.valid_until)}."
    due = dates.get("revision_due")
    is_after = due is not None and adoption.valid_until.date() > due
    return told + (" Det er etter at revidert plan skal være ferdig: vurder om saken trengs." if is_after else "")


def _alternatives(
    ask: Callable, plan: PlanTitle, dates: dict[str, date], adoption, until: date | None
) -> Iterator[Block]:
    ends = "" if pd.isna(adoption.valid_until) else f" {wording.day(adoption.valid_until)}"
    alternatives = {
        "Planen gjelder videre (foreslås)": "Tiltakene og ansvaret i planen gjelder som nå til en ny plan er vedtatt, "
        f"men ikke lenger enn til {part.day(until)}. Kommunen har da en gjeldende plan mens den nye lages, og tid til "
        f"å behandle den etter at den skal være ferdig {part.day(dates.get('revision_due'))}. Fristene i planen endres "
        "ikke.",
        "Planen gjelder ikke videre": f"Går planen ut{ends}, {NO_PLAN.format(plan.indefinite)}",
        "Planen gjelder videre med endringer": " ".join([CHANGED[0], *texts(ask, "case_may_adapt"), CHANGED[1]]),
    }
    for number, (name, meaning) in enumerate(alternatives.items(), 1):
        yield Section(f"Alternativ {number}: {name}", [said(meaning)])


def _economy(ask: Callable, economy: str) -> Iterator[Block]:
    yield typed(part.typed_or(economy, "hva vedtaket koster i penger og arbeidstid, og hvordan det dekkes"))
    for told in texts(ask, "case_costs"):
        yield said(told)
