"""Min kommune: what is in place here, and what does it mean here?"""

from datetime import date

import streamlit as st

from content import wording
from content.collaboration import plan_title
from content.figures import WORKED_EXAMPLE, worked_examples
from content.mail.calendar import DEADLINES, calendar
from content.plan import municipality as tasks
from dashboard import choices, documents, figures, municipality, papers, parts, prose
from dashboard.forms import fields

EXAMPLE = "eksempel"


def about(area: str, today: date) -> None:
    """All there is about one municipality: the sheet first, then what stands behind it."""
    # What is chosen below is known before: it lives in the address.
    options = parts.made(worked_examples.options)
    estimate = choices.chosen(EXAMPLE, options)
    chosen = estimate and {"estimate": estimate, "area": parts.made(worked_examples.example_area, area=area)}
    shown = {"area": area, "today": today, "mark": parts.example_mark(), "chosen": chosen}
    st.html(parts.made(municipality.sheet, follows=choices.along(), **shown))
    if chosen:
        # One national share as a band: for the municipality where it is large enough, else for all together.
        choices.choose({EXAMPLE: ("Regneeksempel", options)})
        figures.figure(WORKED_EXAMPLE, **chosen)
    parts.on_request("Hva lovene sier, og planens egne ord om dem", "laws", what_the_laws_say)
    st.html(parts.made(municipality.paragraph, **shown))
    take_along(area, today)


def what_the_laws_say() -> None:
    st.html(parts.made(municipality.of_laws))


def take_along(area: str, today: date) -> None:
    documents.report_button(today, area)
    papers.show(area, today)
    parts.download(
        f"Fristene for {area} i kalenderen (ICS)",
        lambda: calendar(parts.query(DEADLINES, area=area), plan_title(parts.version()).definite, area),
        f"frister-{wording.slug(area)}.ics",
        "text/calendar",
    )
    prose.show(prose.on_screen(prose.plain(municipality.ON_PAPER)))


today = wording.today()
fields.begin()
areas = parts.made(tasks.areas)
# One that is asked for and unknown is told, and not taken for another.
is_asked = "kommune" in st.query_params
area = choices.chosen("kommune", areas, ask_first=is_asked)
st.html(parts.made(municipality.title, area=area, today=today))
if areas:
    choices.choose({"kommune": ("Kommune", {area: area for area in areas})}, ask_first=is_asked)
else:
    prose.show(prose.plain(municipality.NOTHING))
if area:
    about(area, today)
