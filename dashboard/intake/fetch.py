"""Numbers of a table of Statistics Norway's: what is chosen of it is said once, and fetched anew by a button."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from content import publishing, wording
from content.figure_sheet import form as sheet_form
from dashboard import markup
from dashboard.forms import fields, sending
from dashboard.forms.fields import Form
from dashboard.intake import choosing, preview
from dashboard.intake.choosing import Choice
from pipelines import fetched, pxweb, statistics_norway
from pipelines.delivery import Delivery, as_text
from pipelines.pxweb import LATER, TABLE, AnswerError, Dataset, Dimension
from pipelines.schema import Resource
from pipelines.table import Table
from register.validation.text import clean

ASKED = "what Statistics Norway is asked"
"""What is under way, and what is done with the answer."""
ABOUT = "tables of Statistics Norway"
"""What is known of a table, or found by words."""
TOLD = "what came of it"
"""Sentences, until something else is asked."""
POPULATION = "population"
WHAT_TO_DO = (
    "Tall fra Statistisk sentralbyrå (SSB) kan hentes rett fra tabellen. Løsningen spør SSB bare når du trykker på "
    "knappen, og sender ikke annet enn hvilke tall den vil ha."
)
NOT_ANSWERED = "Venter på svar"
NOTHING_NEW = "Tallene hos SSB er de samme som ligger inne."
CHOOSE = "Velg en indikator, eller **{whole}**, for å hente tall til den."
NOT_OF_THESE = "Tall fra SSB legges i tabellen «{table}», og tallene til denne indikatoren står ikke der."
MOST_YEARS = 20


def fetch(choice: Choice, resources: Sequence[Resource], there: Mapping[str, Table]) -> None:
    st.markdown(WHAT_TO_DO)
    _answered(choice)
    about, sentences = st.session_state.get(TOLD, (None, []))
    if about == choice and sentences:
        st.html(markup.list_of(sentences))
    tables = there[fetched.TABLES].records
    own = [row for row in tables if choice.indicator and row["indicator_id"] == choice.indicator]
    if choice.table == POPULATION:
        _button("Hent folkemengden", lambda: fetched.population(there, pxweb.API, _not_waited))
    elif own:
        for row in own:
            st.markdown(f"Fra tabell {row['table_no']}: {wording.plain(row['contents_wording'] or '')}.")
            _button(
                f"Hent de nyeste tallene fra tabell {row['table_no']}",
                lambda row=row: fetched.fetched(row, there, pxweb.API, _not_waited),
            )
    elif choice.indicator and not sheet_form.is_named_by_its_numbers(there, choice.indicator):
        numbers = next(table for table in resources if table.name == sheet_form.NUMBERS)
        st.markdown(NOT_OF_THESE.format(table=numbers.title))
    elif choice.indicator:
        _choose(choice.indicator, there, tables)
    else:
        population = next(table for table in resources if table.name == POPULATION)
        st.markdown(CHOOSE.format(whole=choosing.whole(population)))
        waiting = [row for row in tables if row["indicator_id"] is None]
        if waiting:
            st.markdown("Disse tabellene er ikke hentet ennå:")
            st.html(markup.list_of([f"Tabell {row['table_no']}: {row['title']}" for row in waiting]))


def _not_waited(seconds: float) -> None:
    """A page does not wait for a server that is busy: whoever pressed may press again."""
    raise AnswerError("SSB er opptatt", LATER)


def _button(label: str, ask: Callable[[], Delivery]) -> None:
    if st.button(label, type="primary", key=f"fetch {label}"):
        _begin(ask, _look)


def _begin(ask: Callable[[], object], then: Callable[[Any], list[str]]) -> None:
    def answer(work: publishing.Work) -> object:
        work.begin(NOT_ANSWERED)
        return ask()

    st.session_state.pop(TOLD, None)
    st.session_state[ASKED] = publishing.Work(answer), then
    st.rerun()


def _answered(choice: Choice) -> None:
    """Waits for what is asked, and does what is to be done with it; tells why where nothing came of it."""
    if ASKED not in st.session_state:
        return
    work, then = st.session_state[ASKED]
    if not work.is_done:
        preview.wait_for(work, "Spør SSB")
        return
    del st.session_state[ASKED]
    error = work.problem()
    if isinstance(error, AnswerError):
        st.session_state[TOLD] = choice, [f"Ingenting er hentet. {error}"]
    elif error is not None:
        raise error
    else:
        st.session_state[TOLD] = choice, then(work.result())


def _look(delivery: Delivery) -> list[str]:
    if delivery.is_empty:
        return [NOTHING_NEW, *delivery.told]
    key = hashlib.sha256(as_text(delivery).encode()).hexdigest()
    preview.begin(f"fetched {key}", delivery)
    return list(delivery.told)


def _choose(indicator: str, there: Mapping[str, Table], tables: list[dict]) -> None:
    """Which table, and then what of it."""
    form = Form(f"table for {indicator}", {"table": ""})
    fields.text(form, "table", "Nummeret på tabellen hos SSB, eller ord å lete etter")
    is_sent = sending.button("Finn tabellen", f"{form.name} find", form)
    sending.outcome(form)
    said = str(fields.shown(form)["table"] or "").strip()
    if is_sent and not said:
        sending.refuse(form, {"table": "Skriv et nummer på fem siffer, eller ord å lete etter."})
    if is_sent:
        _begin(lambda: _found(said), lambda found: _keep(said, found))
    asked, found = st.session_state.get(ABOUT, (None, None))
    if asked != said:
        return
    if isinstance(found, Dataset):
        _choose_of(indicator, said, found, there, tables)
    elif found:
        st.markdown("Skriv nummeret på tabellen du vil ha:")
        st.html(markup.list_of([f"{one.title} ({one.first}–{one.last})" for one in found]))
    else:
        st.markdown("SSB har ingen tabell som passer med ordene.")


def _keep(said: str, found: Dataset | list[pxweb.Found]) -> list[str]:
    st.session_state[ABOUT] = said, found
    return []


def _found(said: str) -> Dataset | list[pxweb.Found]:
    if TABLE.fullmatch(said):
        return pxweb.described(said, pxweb.API, _not_waited)
    return pxweb.search(said, pxweb.API, _not_waited)


def _choose_of(indicator: str, table: str, about: Dataset, there: Mapping[str, Table], tables: list[dict]) -> None:
    region, contents = about.of_role("geo"), about.of_role("metric")
    if region is None or contents is None or about.of_role("time") is None:
        markup.problem(f"Tabell {table} er ikke delt etter område og år, og kan ikke hentes hit.")
        return
    st.markdown(f"**{wording.plain(about.label)}**")
    others = [one for one in about.dimensions.values() if one.role not in ("geo", "metric", "time")]
    form = Form(
        f"chosen of {table} for {indicator}",
        {"contents": None, "years": "5", "population": "", "category": ""} | {one.name: None for one in others},
    )
    fields.choice(form, "contents", "Hva skal hentes?", _names(contents), "Velg")
    for one in others:
        fields.choice(form, one.name, one.label[:1].upper() + one.label[1:], _names(one), "Velg")
    fields.text(form, "years", f"Hvor mange av de siste årene? (1–{MOST_YEARS})")
    fields.text(form, "population", "Hvem er talt, eller hva? For eksempel «innbyggere».")
    fields.text(form, "category", "Hva er tallet av? Det står foran tallet i figuren.")
    is_sent = sending.button("Hent tallene", f"{form.name} fetch", form, type="primary")
    sending.outcome(form)
    if is_sent:
        said = {name: str(value or "").strip() for name, value in fields.shown(form).items()}
        row = _row(form, indicator, table, about, said, others, tables)
        _begin(lambda: fetched.chosen_and_fetched(row, there, pxweb.API, _not_waited), _look)


def _names(dimension: Dimension) -> list[str]:
    return [f"{text} ({code})" for code, text in dimension.codes.items()]


def _code(named: str) -> str:
    return named.rpartition("(")[2].removesuffix(")")


def _row(
    form: Form, indicator: str, table: str, about: Dataset, said: dict, others: list[Dimension], tables: list[dict]
) -> dict[str, str | None]:
    """Of fetched_tables; what is missing is told at its field."""
    years = said["years"]
    missing = {name: "Fyll ut dette." for name, value in said.items() if not value}
    if not (years.isdecimal() and 1 <= int(years) <= MOST_YEARS):
        missing["years"] = f"Skriv et tall fra 1 til {MOST_YEARS}."
    if missing:
        sending.refuse(form, missing)
    contents, region = about.of_role("metric"), about.of_role("geo")
    code = _code(said["contents"])
    country = next(
        (key for key, text in region.codes.items() if text.strip().casefold() in statistics_norway.COUNTRY), None
    )
    declared = [row for row in tables if row["table_no"] == table and row["indicator_id"] is None]
    return {
        # A table that is declared already is the one that is chosen of now.
        "fetch_id": declared[0]["fetch_id"] if declared else f"{indicator}_{table}",
        "table_no": table,
        "title": declared[0]["title"] if declared else clean(about.label.partition(": ")[2] or about.label),
        "indicator_id": indicator,
        "contents": code,
        "contents_wording": clean(contents.codes[code]),
        "region": region.name,
        "country_code": country,
        "chosen": "; ".join(f"{one.name}={_code(said[one.name])}" for one in others) or None,
        "years": years,
        "population": said["population"],
        "category": said["category"],
    }
