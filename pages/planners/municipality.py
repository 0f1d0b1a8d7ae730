"""Min kommune: what is in place here, and what does it mean here?"""

import streamlit as st

from dashboard import municipality, parts, wording
from dashboard.figures import WORKED_EXAMPLE, worked_examples

today = wording.today()
st.title("Min kommune: hva er på plass hos oss?", anchor=False)
areas = parts.query(municipality.AREAS)["area"]
if areas.empty:
    st.markdown("Ingen oppgaver er lagt inn. De legges i data/raw/measures.csv og measure_parts.csv.")
    st.stop()
(area,) = parts.choices({"kommune": ("Kommune", {area: area for area in areas})})
tasks = parts.query(municipality.TASKS, area=area, today=today)
laws = parts.query(municipality.LAWS)

st.header(area, anchor=False)
st.markdown(municipality.inhabitants_sentence(parts.query(municipality.INHABITANTS, area=area)))
for place, none in municipality.GROUPS.items():
    st.subheader(place, anchor=False)
    rows = tasks[tasks["place"] == place]
    if rows.empty:
        st.markdown(none)
    else:
        parts.table(municipality.place_table(rows, laws), f"{place} i {area}")
st.caption(
    "«Skal» og «bør» står i lovene som planen viser til i kapittel 6. Hvilke tiltak en lov angår, er vår lesning. "
    "Fristene er planens egne."
)
with st.expander("Hva lovene sier, slik planen gjengir dem"):
    st.markdown(parts.bullets(municipality.law_sentences(laws)) or "Ingen lover er lagt inn i data/raw/laws.csv.")

options = parts.query(worked_examples.OPTIONS, first=worked_examples.FIRST)
example = None
if options.empty:
    st.markdown(WORKED_EXAMPLE.empty)
else:
    is_large_enough = parts.query(municipality.IS_LARGE_ENOUGH, area=area)["is_large_enough"].iloc[0]
    (estimate,) = parts.choices(
        {"eksempel": ("Regneeksempel", {row.estimate_id: worked_examples.option(row) for row in options.itertuples()})}
    )
    shown_for = area if is_large_enough else worked_examples.TOGETHER
    filters = {"estimate": estimate, "area": shown_for}
    parts.figure(WORKED_EXAMPLE, **filters)
    example = parts.on_paper(WORKED_EXAMPLE, **filters)

with st.container(key="take_along"):
    st.header("Kopier avsnitt med kilde", anchor=False)
    text = municipality.paragraph(area, tasks, example, today)
    st.code("\n\n".join(filter(None, (parts.example_mark(), text))), language=None, wrap_lines=True)
    st.markdown("Siden får plass på ett A4-ark: skriv den ut fra nettleseren (Ctrl + P).")
