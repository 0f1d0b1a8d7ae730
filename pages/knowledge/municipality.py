"""Min kommune: what is in place here, and what does it mean here?"""

from datetime import date

import streamlit as st

from content import wording
from content.collaboration import plan_title
from content.figures import WORKED_EXAMPLE, worked_examples
from content.mail.calendar import DEADLINES, calendar
from content.plan import decisions, laws, municipality, municipality_sheet
from dashboard import choices, documents, figures, markup, papers, parts
from dashboard.forms import fields


def about(area: str, today: date) -> None:
    """All there is about one municipality: the sheet first, then what stands behind it."""
    answer = choices.link_to("meld-inn", kommune=wording.slug(area))
    way = f'<a href="{answer}" target="_self">Gi status</a>'
    st.html(f'<p class="vnr-aside vnr-quiet">Noe nytt, eller noe galt? {way}</p>')
    sheet = st.container()
    chosen = worked_example(area)
    mark = parts.example_mark()
    sheet.html(parts.made(municipality_sheet.of, area=area, today=today, mark=mark, chosen=chosen))
    what_the_laws_say()
    take_along(area, chosen, today)


def what_the_laws_say() -> None:
    with st.expander("Hva lovene sier, og planens egne ord om dem"):
        told, checked, heading, plans_own = parts.made(laws.told)
        st.markdown(
            f"Om loven krever et tiltak, er ikke vurdert her. {checked}\n\n{markup.bullets(told) or laws.EMPTY}"
        )
        st.markdown(f"**{heading}**\n\n{markup.bullets(plans_own) or laws.EMPTY}")


def worked_example(area: str) -> dict[str, str] | None:
    """One national share as a band: for the municipality where it is large enough, else for all together.

    Returns what was chosen.
    """
    options = parts.query(worked_examples.OPTIONS)
    if options.empty:
        st.markdown(WORKED_EXAMPLE.empty)
        return None
    (estimate,) = choices.choose(
        {"eksempel": ("Regneeksempel", {row.estimate_id: worked_examples.option(row) for row in options.itertuples()})}
    )
    filters = {"estimate": estimate, "area": parts.made(worked_examples.example_area, area=area)}
    figures.figure(WORKED_EXAMPLE, **filters)
    return filters


def take_along(area: str, chosen: dict[str, str] | None, today: date) -> None:
    with st.container(key="take_along"):
        st.header("Et avsnitt med kilde", anchor=False)
        text = parts.made(municipality.paragraph_of, area=area, today=today, chosen=chosen)
        markup.to_copy("avsnittet", parts.example_mark(), text)
        documents.report_button(today, area)
        papers.show(area, today)
        parts.download(
            f"Fristene for {area} i kalenderen (ICS)",
            lambda: calendar(parts.query(DEADLINES, area=area), plan_title(parts.version()).definite, area),
            f"frister-{wording.slug(area)}.ics",
            "text/calendar",
        )
        st.markdown("Siden blir ett A4-ark når den skrives ut fra nettleseren (Ctrl + P).")


today = wording.today()
fields.begin()
title = st.container()
areas = parts.query(municipality.AREAS)["area"]
area = None
if areas.empty:
    st.markdown(f"Ingen oppgaver er lagt inn. {decisions.TO_BE_ADDED}")
else:
    # One that is asked for and unknown is told, and not taken for another.
    is_asked = "kommune" in st.query_params
    (area,) = choices.choose({"kommune": ("Kommune", {area: area for area in areas})}, ask_first=is_asked)
if area is None:
    title.title("Min kommune: hva er på plass hos oss?", anchor=False)
else:
    title.title(parts.made(municipality.finding_of, area=area, today=today), anchor=False)
    about(area, today)
