"""What is in place in one municipality on one sheet of A4, as HTML; on paper a form where nobody has answered.

Its tasks by where they stand, the laws that touch them, what a national share would mean here, what must be decided.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from textwrap import shorten

import pandas as pd

from content import warehouse, wording
from content.collaboration import plan_title
from content.figures import WORKED_EXAMPLE
from content.figures.credits import LINK
from content.figures.figure import Shown, show
from content.look import marks
from content.plan import decisions, laws, municipality
from content.plan.municipality import IN_PLACE, LONGEST, PLACES, UNDER_WAY
from content.status.queries import OVER
from content.status.status_words import ANSWERED_BY, NEW_DEADLINE, status_text
from register.validation.rules import DONE, NOT_STARTED, ONGOING, PARTLY

TO_TICK = (NOT_STARTED, ONGOING, PARTLY, DONE)
"""What a meeting chooses among for a task that has no answer."""
DEADLINE, SHARE = "Frist", "På plass i"
NARROWEST = 0.005
"""Of a whole band: what is narrower would not be seen."""
OVER_SIGN = "◥"
PAST = "har frist som er ute"
"""Also of those that nobody has answered, of which it is not known whether they are done."""
ABOUT_SIGN = f"{OVER_SIGN} Fristen er ute; det sier ikke om oppgaven er gjort."
ABOUT_LAWS = "Hvilke tiltak en lov angår, er vår lesning. Om loven krever tiltaket, er ikke vurdert her."
ABOUT_BOXES = f"Rutene er til å krysse av i på møtet: {wording.listed([kind.lower() for kind in TO_TICK])}."
HELP = "Trenger noen hjelp? Vold- og overgrepslinjen 116 006 er åpen hele døgnet. Politiet 112."


@dataclass(frozen=True)
class Sheet:
    """All that is told on it."""

    area: str
    plan: str
    """What the plan is called."""
    mark: str
    """That answers are made up, where they are."""
    inhabitants: str
    tasks: pd.DataFrame
    """Of municipality.TASKS_HERE."""
    laws: pd.DataFrame
    """Of laws.LAWS."""
    example: Shown | None
    decisions: list[str]
    today: date


def of(version: str, area: str, today: date, mark: str, chosen: dict[str, str] | None) -> str:
    """The sheet of a municipality, with the worked example that is chosen."""
    ask = partial(warehouse.query, version)
    return drawn(
        Sheet(
            area=area,
            plan=plan_title(version).title,
            mark=mark,
            inhabitants=municipality.inhabitants_sentence(ask(municipality.INHABITANTS, {"area": area})),
            tasks=ask(municipality.TASKS_HERE, {"area": area, "today": today}),
            laws=ask(laws.LAWS),
            example=show(WORKED_EXAMPLE, version, chosen) if chosen else None,
            decisions=decisions.decisions_of(version, area, today),
            today=today,
        )
    )


def drawn(sheet: Sheet) -> str:
    mark = f" <b>{html.escape(sheet.mark)}</b>" if sheet.mark else ""
    status = f"{html.escape(sheet.plan)}. Status per {wording.day(sheet.today)}.{mark}"
    return (
        f'<div class="vnr-sheet"><p class="vnr-paper">{status}</p>'
        f'<p class="vnr-about">{html.escape(sheet.inhabitants)}</p>'
        f'{_numbers(sheet.tasks)}<div class="vnr-body">{_table(sheet)}<div class="vnr-beside">{_example(sheet.example)}'
        f"{_decisions(sheet.decisions)}</div></div>{_foot(sheet)}</div>"
    )


def _numbers(tasks: pd.DataFrame) -> str:
    """Three numbers, and all the tasks as a bar."""
    answered, of = int(tasks["is_reported"].sum()), len(tasks)
    by_place = tasks["place"].value_counts()
    over = int(tasks["deadline_words"].eq(OVER).sum())
    if answered:
        told = [
            (f"{by_place.get(IN_PLACE, 0)} av {answered}", "besvarte oppgaver er på plass"),
            (str(by_place.get(UNDER_WAY, 0)), "er i arbeid"),
            (str(over), "er over fristen og ikke gjennomført" if answered == of else PAST),
        ]
    else:
        told = [
            (str(of), "oppgaver har kommunen etter planen"),
            ("0", "har fått svar"),
            (str(over), PAST),
        ]
    items = "".join(f"<li><b>{number}</b> <span>{words}</span></li>" for number, words in told)
    bar = marks.status_bar(tasks["status"].value_counts().to_dict()) if answered else ""
    return f'<ul class="vnr-numbers">{items}</ul>{bar}'


def _table(sheet: Sheet) -> str:
    """The tasks a line each, under where they stand; roles are said, since a narrow screen shows no table."""
    is_answered, has_share = (bool(sheet.tasks[name].any()) for name in ("is_reported", "reported"))
    # Where nobody has answered, a status is nothing but boxes to tick.
    status = "" if is_answered else ' class="vnr-form"'
    names = [
        ("Tiltak", ""),
        ("Status", status),
        (DEADLINE, ""),
        *([(SHARE, "")] if has_share else []),
        (laws.TOUCHING, ""),
    ]
    head = "".join(f'<th scope="col" role="columnheader"{kind}>{name}</th>' for name, kind in names)
    groups = ""
    for place in PLACES:
        rows = sheet.tasks[sheet.tasks["place"] == place]
        if len(rows):
            count = f"{len(rows)} av {len(sheet.tasks)}"
            title = f'<th colspan="{len(names)}" scope="rowgroup" role="rowheader">{place}: {count}</th>'
            told = "".join(_row(row, sheet.laws, status, has_share) for row in rows.itertuples())
            groups += f'<tbody role="rowgroup"><tr class="vnr-place" role="row">{title}</tr>{told}</tbody>'
    caption = f"Oppgavene i {html.escape(sheet.area)}, etter hvor langt de er kommet"
    return (
        f'<table role="table"><caption class="vnr-unseen">{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>{groups}</table>'
    )


def _row(row, known: pd.DataFrame, status: str, has_share: bool) -> str:
    cell = f'<span class="vnr-cell vnr-{marks.KIND_OF_STATUS[row.status]}" aria-hidden="true">'
    sign = f"{cell}{marks.glyph(row.status, row.is_in_operation)}</span>"
    own = row.responsible if isinstance(row.responsible, str) else ""
    who = f"<small>{html.escape(shorten(own, LONGEST, placeholder=' …'))}</small>" if own else ""
    name = f"<div>{sign}<span>{row.measure_no} {html.escape(row.working_title)}{who}</span></div>"
    words = html.escape(status_text(row).partition(" ")[2])
    # The heading says it of all of them.
    answer = words if row.is_reported else f'<span class="vnr-unseen">{words}</span>{_boxes()}'
    share = f'<td role="cell" data-column="{SHARE}">{_share(row)}</td>' if has_share else ""
    touching = html.escape(wording.capitalised(wording.listed(laws.names_of(known, row.measure_no)) or "–"))
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{name}</th><td role="cell"{status}>{answer}</td>'
        f'<td role="cell" data-column="{DEADLINE}">{_deadline(row)}</td>{share}'
        f'<td role="cell" data-column="{laws.TOUCHING}">{touching}</td></tr>'
    )


def _share(row) -> str:
    """«3 av 5 svar»: a share is of those who have answered."""
    if not row.reported:
        return "Ingen svar"
    return f"{row.done} av {row.reported}{'' if row.reported == row.municipalities else ' svar'}"


def _boxes() -> str:
    """A box for each answer, with its sign before it."""
    boxes = "".join(f"<span>{marks.glyph(kind)}<i></i></span>" for kind in TO_TICK)
    return f'<span class="vnr-boxes" aria-hidden="true">{boxes}</span>'


def _deadline(row) -> str:
    if pd.isna(row.deadline):
        told = "Ingen frist"
    else:
        over = f'<span aria-hidden="true">{OVER_SIGN} </span>' if row.deadline_words == OVER else ""
        heard = f'<span class="vnr-unseen">{OVER}: </span>' if over else ""
        told = f"{over}{heard}{wording.day(row.deadline)}"
    is_new = row.is_left and pd.notna(row.new_deadline)
    return f"{told}<small>{NEW_DEADLINE}: {wording.day(row.new_deadline)}</small>" if is_new else told


def _example(example: Shown | None) -> str:
    """The national share as a band on all who live here of that age."""
    if example is None:
        return ""
    inhabitants, low, high = (float(example.numbers[name].iloc[0]) for name in WORKED_EXAMPLE.numbers.values())
    begins, ends = low / inhabitants, max(high, low + inhabitants * NARROWEST) / inhabitants
    place = f"left:{begins:.2%};width:{ends - begins:.2%}"
    # Its numbers begin where it does, or end there, whichever has room.
    label = f"padding-left:{begins:.2%}" if begins < 0.5 else f"padding-right:{1 - ends:.2%};text-align:right"
    persons = f"{wording.number(low)}–{wording.number(high)}"
    lead, *rest = map(html.escape, example.can_say)
    return (
        f"<section><h2>{html.escape(example.question)}</h2><p><b>{lead}</b> {' '.join(rest)}</p>"
        f'<div aria-hidden="true"><p class="vnr-of-band" style="{label}"><b>{persons}</b></p>'
        f'<div class="vnr-band"><i style="{place}"></i></div>'
        f'<p class="vnr-ends"><small>0</small><small>{wording.number(inhabitants)}</small></p></div></section>'
    )


def _decisions(decisions: Iterable[str]) -> str:
    items = ""
    for text in decisions:
        question, mark, about = text.partition("? ")
        items += f"<li><b>{html.escape(question + mark.strip())}</b> {html.escape(about)}</li>"
    return f"<section><h2>Hva må besluttes her?</h2><ol>{items}</ol></section>"


def _foot(sheet: Sheet) -> str:
    """Where it comes from, and what its signs mean; on paper, what a page has elsewhere too."""
    tasks = sheet.tasks
    chapters = f", {wording.chapters(tasks['section'])}" if len(tasks) else ""
    sources = [f"Oppgaver og frister: handlingsplanen{chapters}."]
    if tasks["is_reported"].any():
        sources.append(ANSWERED_BY)
    if sheet.example is not None:
        # Nobody follows a link on paper.
        credit = " ".join(LINK.sub(r"\1", text) for text in sheet.example.publishers)
        sources.append(f"Regneeksempelet: {credit}")
    boxes = f" {ABOUT_BOXES}" if not tasks["is_reported"].all() else ""
    return (
        f'<footer><p class="vnr-paper"><b>{HELP}</b></p><p>{html.escape(" ".join(sources))} {ABOUT_SIGN} {ABOUT_LAWS}'
        f'<span class="vnr-paper">{boxes}</span></p></footer>'
    )
