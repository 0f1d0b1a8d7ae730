"""Two papers as Word: a memo to the chief executive, and a case paper for the council; one municipality's, or all."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from content import wording
from content.documents.blocks import Document
from content.documents.papers import archive, case_paper, memo
from content.documents.word.writer import written
from content.plan import municipality
from dashboard import making, parts, prose
from dashboard.documents import DOCX
from dashboard.forms import fields
from dashboard.forms.fields import Form

HEADING = "Notat og saksframlegg (Word)"
ABOUT = (
    "Utkast til et notat til kommunedirektøren om hvem som skal være med i arbeidet med ny plan, og et saksframlegg "
    "til kommunestyret om planen skal gjelde til en ny er vedtatt. To sider hver, til å redigere videre i."
)
NOT_SAVED = (
    "Det du skriver her, kommer bare med i filene du laster ned. Det lagres ikke i registeret, men tas vare på i et "
    "døgn."
)
SAID = prose.together([prose.words(ABOUT), prose.caption(NOT_SAVED)])
LONGEST = 500
"""Letters of what is typed in a paper: with more, it would be three pages."""
FIELDS = {
    "case_no": "Saksnummer",
    "time": "Arbeidstid og økonomi (i notatet)",
    "economy": "Økonomi (i saksframlegget)",
}


def show(area: str, today: date) -> None:
    """The two papers of one municipality. The page calls `fields.begin` before."""
    parts.on_request(HEADING, "papers", partial(_of_one, area, today))


def _of_one(area: str, today: date) -> None:
    is_example, typed = bool(parts.example_mark()), _typed(area, *FIELDS)

    def made(document: Callable[..., Document], text: str) -> bytes:
        now = typed()
        return written(document(parts.version(), today, area, now[text], now["case_no"]), making.tell)

    with st.container(horizontal=True):
        for label, document, text, kind in (
            ("Notat til kommunedirektøren", memo.document, "time", archive.MEMO),
            ("Saksframlegg til kommunestyret", case_paper.document, "economy", archive.CASE_PAPER),
        ):
            name = archive.file_name(kind, area, is_example)
            parts.download(f"{label} (Word)", partial(made, document, text), name, DOCX)


def for_all(today: date) -> None:
    """Both papers of every municipality as one file. The page calls `fields.begin` before."""
    if count := len(parts.made(municipality.areas)):
        heading = f"Notat og saksframlegg for alle {count} kommunene (ZIP)"
        parts.on_request(heading, "papers", partial(_of_all, count, today))


def _of_all(count: int, today: date) -> None:
    is_example, typed = bool(parts.example_mark()), _typed("alle", "time", "economy")
    parts.download(
        f"Alle {wording.counted(2 * count, 'papir', 'papirer')} (ZIP)",
        lambda: archive.archive(parts.version(), today, is_example, **typed(), tell=making.tell),
        archive.archive_name(is_example),
        "application/zip",
    )


def _typed(about: str, *names: str) -> Callable[[], dict]:
    """The fields, kept as drafts; what stands in them is asked when a file is made."""
    form = Form(f"papers {about}", dict.fromkeys(names, ""))
    st.html(SAID)
    _fields(form)
    return fields.to_ask(form)


@st.fragment
def _fields(form: Form) -> None:
    """Drawn apart from the buttons: a field that is left by a click on a button must not draw that button anew."""
    for name in form.before:
        if name == "case_no":
            fields.text(form, name, FIELDS[name], max_chars=30)
        else:
            fields.text(form, name, f"{FIELDS[name]}. Høyst {LONGEST} tegn.", is_long=True, max_chars=LONGEST)
