"""Numbers by a form: one row, new or mended, of a table or of what an indicator has its numbers in."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from content import handed_in
from content.figure_sheet import form as sheet_form
from content.figure_sheet.read import read
from dashboard.forms import fields, sending
from dashboard.forms.fields import Form
from dashboard.intake import preview
from dashboard.intake.choosing import Choice
from pipelines.delivery import Delivery
from pipelines.mistakes import RawDataError
from pipelines.schema import EMPTY, Field, Resource
from pipelines.table import Table

NEW_ROW = "En ny rad"
NAME = "skjemaet"
"""What it came in, as it is named."""
LONG = ("wording", "note", "sentence", "caveat", "text", "explanation")
UNCHANGED = "Det som står i skjemaet, er likt det som ligger inne. Ingenting er lagret."
IS_OTHER = "Det står noe annet i skjemaet enn det du så på. Ingenting er lagret. Se på det på nytt."
NO_NUMBERS = "Skjemaet er for tall, og disse tallene legges ikke inn her."
KEPT = (
    "Det du skriver, tas vare på i et døgn, men er ikke lagret før tallene er lagt ut. Bare det feltet du står i, kan "
    "gå tapt om siden lastes på nytt."
)
NUMBERS_FIRST = "Er indikatoren ny, bruker du arket: der legger du inn indikatoren, kilden og tallene på én gang."


def row(choice: Choice, resources: list[Resource], there: Mapping[str, Table]) -> None:
    if not choice.table and not choice.indicator:
        st.markdown(NUMBERS_FIRST)
        return
    by_name = {resource.name: resource for resource in resources}
    if choice.table:
        table, own, is_of_one = by_name[choice.table], there[choice.table].records, False
    elif numbers := sheet_form.numbers_of(resources, there, choice.indicator or ""):
        table, indicator = numbers[0], choice.indicator or ""
        own = sheet_form.rows_of(table, there, indicator)
        is_of_one = sheet_form.is_named_by_its_numbers(there, indicator)
    else:
        st.markdown(NO_NUMBERS)
        return
    labels = _labels(table, own, there)
    alike = sheet_form.alike(table, own) if choice.indicator else {}
    _form(choice, table, by_name, there, _chosen(choice, table, labels), is_of_one, alike)


def _chosen(
    choice: Choice, table: Resource, labels: Mapping[str, dict[str, str | None]]
) -> dict[str, str | None] | None:
    """The row that is to be mended, as the address says; None is a new one."""
    widget = f"row of {choice.name}"
    addresses = {label: "/".join(row[name] or "" for name in table.key) for label, row in labels.items()}
    asked = st.query_params.get(preview.ROW)
    st.session_state[widget] = next((label for label, address in addresses.items() if address == asked), NEW_ROW)

    def write() -> None:
        if (label := st.session_state[widget]) in addresses:
            st.query_params[preview.ROW] = addresses[label]
        else:
            st.query_params.pop(preview.ROW, None)

    return labels.get(st.selectbox("Hvilken rad?", [NEW_ROW, *labels], key=widget, on_change=write))


def _labels(
    table: Resource, rows: list[dict[str, str | None]], there: Mapping[str, Table]
) -> dict[str, dict[str, str | None]]:
    """What each row is called, with its key where others are called the same."""
    named, labels = handed_in.names([table], there), {}
    for one in rows:
        label = handed_in.row_name(table, one, named)
        labels[f"{label} ({', '.join(one[key] or '' for key in table.key)})" if label in labels else label] = one
    return labels


def _form(
    choice: Choice,
    table: Resource,
    by_name: Mapping[str, Resource],
    there: Mapping[str, Table],
    before: Mapping[str, str | None] | None,
    is_of_one: bool,
    alike: Mapping[str, str | None],
) -> None:
    offered = {
        name: _offered(by_name[key.resource], there[key.resource]) for name, key in sheet_form.references(table).items()
    }
    asked = [field for field in sheet_form.columns(table) if _is_asked(table, field, before, is_of_one)]
    starts = {field.name: _start(field, before or alike, offered) for field in asked}
    key = " ".join(str(before[name]) for name in table.key) if before else choice.name
    form = Form(f"row {table.name} {key}", starts)
    said = _said(form, choice, table, before, is_of_one)
    is_locked, is_other = preview.is_looked_at(*_keys(form, said)), preview.is_typed()
    if is_locked:
        form = replace(form, is_locked=True)
    elif is_other:
        # Another row was chosen, or another tab has typed in this one.
        preview.leave()
    st.caption(KEPT)
    half = (len(asked) + 1) // 2
    for column, some in zip(st.columns(2), (asked[:half], asked[half:]), strict=True):
        with column:
            for field in some:
                named = offered.get(field.name)
                _field(form, table, field, list(named) if named is not None else _choices(field, starts[field.name]))
    if is_locked:
        st.button("Rett tallene", on_click=preview.leave, key=f"{form.name} mend")
        return
    if is_other:
        st.warning(IS_OTHER)
    is_sent = sending.button("Se hva som blir endret", f"{form.name} look", form, type="primary")
    is_taken_away = before is not None and st.button("Ta bort raden", key=f"{form.name} take away")
    sending.outcome(form)
    if is_sent or is_taken_away:
        # What was found in the fields when they were drawn, stands in them now.
        _look(form, table, by_name, there, _said(form, choice, table, before, is_of_one), is_taken_away)


def _keys(form: Form, said: Mapping[str, str]) -> tuple[str, str]:
    """What is looked at when the row is sent as it is said, and when it is taken away."""
    changed, taken_away = (f"{form.name} {sorted(said.items())} {is_gone}" for is_gone in (False, True))
    return changed, taken_away


def _is_asked(table: Resource, field: Field, before, is_of_one: bool) -> bool:
    if is_of_one and field.name == "indicator_id":
        return False
    if field.name in table.key:
        # A row is known by its key; one that says nothing is made.
        return before is None and not sheet_form.is_made(table, field)
    return before is not None or not sheet_form.is_order(field)


def _offered(target: Resource, table: Table) -> dict[str, str]:
    """What a row of another table is called → its key."""
    return {sheet_form.label(target, one): one[target.key[0]] or "" for one in table.records}


def _start(field: Field, before: Mapping[str, str | None], offered: Mapping[str, Mapping[str, str]]) -> str | None:
    text = before.get(field.name)
    if field.name in offered:
        return next((label for label, key in offered[field.name].items() if key == text), None)
    if field.kind == "boolean":
        return text or next(said for said, is_true in field.truths.items() if not is_true)
    if "enum" in field.constraints:
        return text
    return text.replace(".", ",") if text and field.kind == "number" else text or ""


def _choices(field: Field, start: str | None) -> list[str]:
    """What a new row has to choose of, and what a row that is there has already."""
    return list(field.truths) or list(dict.fromkeys([*field.choices, *([start] if field.choices and start else [])]))


def _field(form: Form, table: Resource, field: Field, choices: list[str]) -> None:
    must = " (må fylles ut)" if sheet_form.must_be_typed(table, field) else ""
    label = f"{sheet_form.heading(field)}{must}. {field.guidance or ''}".rstrip(". ")
    if choices:
        fields.choice(form, field.name, label, choices, "Velg")
    else:
        fields.text(form, field.name, label, is_long=field.name in LONG)


def _said(form: Form, choice: Choice, table: Resource, before, is_of_one: bool) -> dict[str, str]:
    """The row as it stands in the form, with what is not asked for."""
    kept = {name: before[name] or "" for name in table.fields} if before else {}
    own = {"indicator_id": choice.indicator or ""} if is_of_one else {}
    return kept | own | {name: str(value or "") for name, value in fields.shown(form).items()}


def _look(form: Form, table, by_name, there, said: dict[str, str], is_taken_away: bool) -> None:
    """Read as a sheet of one row would be: the same is made of it, and the same told."""
    if is_taken_away:
        delivery = Delivery(NAME, gone={table.name: [{name: said[name] for name in table.key}]})
    else:
        lines = io.StringIO()
        writer = csv.writer(lines)
        writer.writerows([said.keys(), said.values()])
        try:
            found = read(f"{table.name}.csv", lines.getvalue().encode(), list(by_name.values()), there)
        except RawDataError as error:
            sending.refuse(form, _at_fields(table, error))
        if found.is_empty:
            sending.refuse(form, {"": UNCHANGED})
        delivery = replace(found, file=NAME, lines={})
    preview.begin(_keys(form, said)[is_taken_away], delivery, form=form)
    st.rerun()


def _at_fields(table: Resource, error: RawDataError) -> dict[str, str]:
    """A sentence for each field that something is wrong in; what is about none stands at the button."""
    names = {sheet_form.heading(field): name for name, field in table.fields.items()}
    problems: dict[str, str] = {}
    for mistake in error.mistakes:
        column = (mistake.column or "").split(", ")[0]
        name = names.get(column, "")
        told = f"{mistake.problem[:1].upper()}{mistake.problem[1:]}. Her skal det stå {mistake.expected}."
        if mistake.problem == EMPTY:
            told = f"Fyll ut «{column}»."
        problems[name] = f"{problems[name]} {told}" if name in problems else told
    return problems
