"""What is taken along is what is shown: pictures, sheets, paragraph."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest

from content.downloads import picture, spreadsheet
from content.figures.credits import paragraph
from known_figures import FIGURES
from pipelines.publish import publish
from plants import change
from proofs import some
from showing import shown_on

DRAWN = [id for id in FIGURES if id != "over_time"]
PNG_START = b"\x89PNG\r\n\x1a\n"


def about(book) -> dict[str, str]:
    return {row[0].value: row[1].value for row in book["Om dataene"].iter_rows()}


@pytest.mark.parametrize("id", FIGURES)
def test_csv_opens_right_in_a_norwegian_excel(shown, id):
    content = spreadsheet.csv(shown[id])
    assert content.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(io.BytesIO(content), sep=";", decimal=",", encoding="utf-8-sig")
    assert list(read.columns) == [*shown[id].table.columns, *shown[id].numbers.columns]
    assert len(read) == len(shown[id].table)


@pytest.mark.parametrize("id", FIGURES)
def test_workbook_holds_the_table_and_what_it_is(shown, id):
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx(shown[id])))
    rows = [[cell.value for cell in row] for row in book["Tall"].iter_rows()]
    assert rows[0] == [*shown[id].table.columns, *shown[id].numbers.columns]
    assert len(rows) == 1 + len(shown[id].table)
    told = about(book)
    assert told["Spørsmål"] == shown[id].question
    assert all(sentence in told["Dette kan vi si"] for sentence in shown[id].can_say)
    assert all(sentence in told["Dette kan vi ikke si"] for sentence in shown[id].cannot_say)
    assert "Kilde: " in told["Kilde og dato"] and "Tallene ble lagt ut " in told["Kilde og dato"]


def test_workbook_holds_real_numbers_and_dates(shown):
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx(shown["deadlines"])))
    heading, first, *_ = book["Tall"].iter_rows(values_only=True)
    row = dict(zip(heading, first, strict=True))
    assert row["Frist (dato)"].date() == date(2023, 12, 31)
    assert row["Oppgaver (tall)"] == 9
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx(shown["adults_2014"])))
    heading, first, *_ = book["Tall"].iter_rows(values_only=True)
    row = dict(zip(heading, first, strict=True))
    assert (row["Oppgitt"], row["Prosent (tall)"], row["Nedre grense (tall)"]) == ("9,4 %", 9.4, 8.3)


@pytest.mark.parametrize("cell", ["=1+1", "+47 22", "-2", "@sum", "=cmd|' /C calc'!A0"])
def test_no_cell_becomes_a_formula(shown, cell):
    table = pd.DataFrame({"Tekst": [cell]})
    planted = replace(shown["homicides"], table=table, numbers=pd.DataFrame({"Tall": [1]}))
    assert f"'{cell}" in spreadsheet.csv(planted).decode("utf-8-sig").replace('"', "")
    written = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx(planted)))["Tall"]["A2"]
    assert (written.value, written.data_type) == (cell, "s")


@pytest.mark.parametrize("id", some(DRAWN[::6], DRAWN))
def test_picture_is_a_picture(shown, id):
    assert picture.png(shown[id]).startswith(PNG_START)


@pytest.mark.parametrize("id", DRAWN)
def test_picture_stands_alone(shown, id):
    svg = picture.svg(shown[id]).decode()
    words = " ".join(svg.replace("</text>", " ").replace("</tspan>", " ").split())
    for part in (shown[id].question.split()[0], shown[id].can_say[0].split()[0], "Kilde:", "Tallene ble lagt ut"):
        assert part in words


def test_paragraph_holds_finding_caveat_and_source(shown):
    text = paragraph(shown["adults_2014"])
    for part in (
        "Voldtekt: 9,4\u00a0% av kvinnene og 1,1\u00a0% av mennene oppgir dette.",
        "Dette kan tallene ikke si: Hvor mange som utsettes i løpet av ett år",
        "NKVTS-rapport 1/2014) (https://www.nkvts.no/",
        "Tallene ble lagt ut ",
    ):
        assert part in text
    assert "[" not in text
    assert "kan tallene ikke si" not in paragraph(replace(shown["adults_2014"], cannot_say=()))


def test_one_changed_number_changes_every_channel(built, reading, shown, tmp_path):
    changes = {"estimate_id": "rape_2014_women"}
    publish(
        built({"prevalence": change(changes, percent="9.9", wording="9,9 prosent av kvinnene")}), tmp_path, "0" * 16
    )
    before, after = shown["adults_2014"], shown_on(reading(tmp_path), "adults_2014")
    assert "9,9\u00a0% av kvinnene" in after.can_say[0]
    assert "9,9\u00a0% av kvinnene" in after.alt
    for made in (spreadsheet.csv, spreadsheet.xlsx, picture.png, picture.svg, paragraph):
        assert made(before) != made(after)
    assert "9,9 %" in spreadsheet.csv(after).decode("utf-8-sig") and "9,9 %" not in spreadsheet.csv(before).decode(
        "utf-8-sig"
    )
    assert "9,9" in picture.svg(after).decode()


@pytest.mark.parametrize("id", FIGURES)
def test_nothing_is_sent_that_is_not_drawn(shown, id):
    if shown[id].spec is None:
        return
    words = str({key: value for key, value in shown[id].spec.items() if key != "datasets"})
    sent = {column for rows in shown[id].spec["datasets"].values() for row in rows for column in row}
    assert [
        column
        for column in sent
        if f"'{column}'" not in words and f"datum.{column}" not in words and f"{column}:" not in words
    ] == []
