"""What pages are made of: the Streamlit side of figures, facts and tables."""

import html

import pandas as pd
import streamlit as st

from dashboard import charts, warehouse, wording
from dashboard.figures.facts import Fact, tell
from dashboard.figures.figure import Figure, Shown, show


def version() -> str:
    """The version this page run reads; the frame sets it before the page runs."""
    return st.session_state["version"]


@st.cache_data(max_entries=500, show_spinner=False)
def _queried(version: str, sql: str, parameters: dict) -> pd.DataFrame:
    return warehouse.query(version, sql, parameters)


def query(sql: str, **parameters) -> pd.DataFrame:
    """Rows of a select from `marts` in the version this page run reads."""
    return _queried(version(), sql, parameters)


@st.cache_data(max_entries=500, show_spinner=False, hash_funcs={Figure: lambda figure: figure.id})
def _shown(version: str, figure: Figure, theme: str, filters: dict) -> Shown | None:
    return show(figure, version, charts.DARK if theme == "dark" else charts.LIGHT, **filters)


def figure(figure: Figure, hide_empty: bool = False, **filters) -> bool:
    """Question, chart, sentences, source and table of a figure. Returns whether it had rows to show."""
    shown = _shown(version(), figure, st.context.theme.type, filters)
    if shown is None:
        if not hide_empty:
            st.subheader(figure.question, anchor=False)
            st.markdown(figure.empty)
        return False
    with st.container(key=f"figure_{figure.id}"):
        st.subheader(figure.question, anchor=figure.id.replace("_", "-"))
        st.caption(shown.scope)
        drawing, words = st.columns(2, gap="medium")
        if shown.chart is not None:
            said = f"{figure.question} {shown.scope} {' '.join(shown.can_say)}"
            drawing.altair_chart(shown.chart, theme=None, alt=said, key=f"chart_{figure.id}")
        else:
            words = drawing
        words.markdown("**Dette kan vi si**\n" + bullets(shown.can_say))
        words.markdown("**Dette kan vi ikke si**\n" + bullets(figure.cannot_say))
        st.caption("Kilde: " + " ".join(shown.sources))
        if shown.measures:
            st.caption(f"Angår tiltak {wording.listed(shown.measures)}.")
        with st.expander("Vis tallene som tabell"):
            table(shown.table, figure.question)
    return True


def fact(fact: Fact) -> None:
    """A number in large type with its sentence, caveat and source."""
    told = tell(fact, version())
    if told is None:
        st.markdown(f"Tallet finnes ikke i dataene: «… {fact.sentence}»")
        return
    value, text = html.escape(wording.capitalised(told.value)), html.escape(f"{fact.sentence} {fact.caveat}")
    st.html(f'<p class="fact"><strong>{value}</strong><span>{text}</span></p>')
    st.caption(f"Kilde: {told.source}")


def table(frame: pd.DataFrame, about: str) -> None:
    """A small table that people read: it wraps where Streamlit's own would scroll out of reach of the keyboard."""
    head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in frame.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    st.html(
        f'<table class="read"><caption>{html.escape(about)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def bullets(sentences) -> str:
    """Sentences as one Markdown list."""
    return "\n".join(f"- {sentence}" for sentence in sentences)
