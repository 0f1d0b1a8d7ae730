"""Every figure of the registry: it has all that stands around a figure, draws when full and says so when empty."""

import csv
import re
from itertools import pairwise

import altair as alt
import pytest

from content import charts
from content.charts.places import LABEL_GAP, LETTER
from content.charts.style import NARROWEST, NORWEGIAN_NUMBERS
from content.figures import figures
from drawn import layer, layers
from known_figures import FIGURES
from pipelines.build import RAW
from pipelines.publish import publish
from plants import change, remove
from showing import shown_on

# Figures of words alone, and figures that bear on the plan as a whole.
WITHOUT_CHART = {"over_time"}
WITHOUT_MEASURES = {"over_time", "deadlines", "measures_by_deadline", "worked_example"}
# How many unbroken lines a series has: a missing year and a new counting method each break one.
LINES = {
    "national_residents": 4,
    "national_stays": 4,
    "national_day_users": 3,
    "national_day_visits": 2,
    "advisory_cases": 1,
    "centre_residents": 2,
    "centre_stays": 2,
    "centre_day_users": 1,
    "centre_day_visits": 1,
}
TREND = re.compile(
    r"\b(øk|redus|vekst|nedgang|oppgang|fordobl|halver|forverr|trend|rekord|stadig\b|synk|stig|minke|minsk"
    r"|(sank|sunket|steg|vokste|vokser|falt|faller|utviklingen|bedre)\b|gikk (opp|ned)\b)",
    re.IGNORECASE,
)


def drawn_by(chart) -> list[str]:
    return [id for id, figure in FIGURES.items() if figure.chart is chart]


@pytest.mark.parametrize("id", FIGURES)
def test_figure_has_all_that_stands_around_it(shown, id):
    figure, on_page = FIGURES[id], shown[id]
    assert re.fullmatch(r"[A-ZÆØÅ].+\?( \(spurt \d{4}(–\d{4})?\))?", figure.question)
    for sentence in (on_page.scope, *on_page.can_say, *figure.cannot_say, figure.empty):
        assert re.fullmatch(r"\S.*\.»?", sentence)
        assert not re.search(r"nan|None|NaT|  |\d \d{3}\b", sentence)
    assert on_page.can_say and figure.cannot_say
    assert on_page.sources
    assert all(
        re.search(r"Står i planen, avsnitt [\d.]+|Lagt til, står ikke i planen", line) for line in on_page.sources
    )
    assert bool(on_page.measures) == (id not in WITHOUT_MEASURES)


@pytest.mark.parametrize("id", FIGURES)
def test_table_holds_the_declared_columns_in_which_a_row_says_anything(shown, id):
    table = shown[id].table
    assert [column for column in FIGURES[id].columns.values() if column in table] == list(table.columns)
    assert len(table) > 0
    assert [column for column in table if (table[column] == "").all()] == []
    assert not [cell for cell in table.to_numpy().flatten() if str(cell) in ("nan", "None", "NaT")]


@pytest.mark.parametrize("id", FIGURES)
def test_figure_is_drawn_or_its_words_are_quoted(shown, id):
    spec = shown[id].spec
    if id in WITHOUT_CHART:
        assert spec is None
        assert any("Planen skriver: «" in sentence for sentence in shown[id].can_say)
        return
    assert all(found.rows for found in layers(spec))
    assert spec["config"]["locale"]["number"] == NORWEGIAN_NUMBERS


@pytest.mark.parametrize("id", [id for id in FIGURES if id not in WITHOUT_CHART])
def test_chart_is_valid(shown, id):
    """It is not validated each time it is drawn: that takes as long as drawing it."""
    alt.LayerChart.from_dict(shown[id].spec | {"width": "container"}, validate=True)


@pytest.mark.parametrize("id", FIGURES)
def test_empty_figure_says_whom_to_ask(emptied, reading, id):
    assert shown_on(reading(emptied), id) is None
    assert FIGURES[id].empty.endswith(" Ta kontakt med den som drifter løsningen.")
    assert not re.search(r"data/|\.csv|README|settings", FIGURES[id].empty)


@pytest.mark.parametrize("id", FIGURES)
def test_no_sentence_tells_a_trend(shown, id):
    """But where it is said whose words they are."""
    own_words = [
        re.sub(r"Planen skriver: «.*»|«.*?»", "", sentence)
        for sentence in shown[id].can_say
        if not sentence.startswith("Bufdir forklarer")
    ]
    assert [sentence for sentence in own_words if TREND.search(sentence)] == []


def test_trend_words_are_seen():
    for sentence in (
        "Andelen har økt.",
        "Volden er redusert.",
        "Tallet sank.",
        "En nedgang siden 2014.",
        "Veksten fortsetter.",
    ):
        assert TREND.search(sentence)


def test_measures_are_given_to_figures_that_exist():
    with (RAW / "figure_measures.csv").open(encoding="utf-8") as file:
        ids = {row["figure_id"] for row in csv.DictReader(file)}
    assert ids == FIGURES.keys() - WITHOUT_MEASURES


@pytest.mark.parametrize("id", [*drawn_by(charts.Estimates), *drawn_by(charts.Bars), *drawn_by(charts.StackedBars)])
def test_labels_fit_beside_their_marks_on_the_narrowest_plot(shown, id):
    if shown[id].spec is None:
        return
    drawn = layers(shown[id].spec)
    [(low, high)] = {tuple(mark.encoding["x"]["scale"]["domain"]) for mark in drawn if "scale" in mark.encoding["x"]}
    [labels] = [text for text in drawn if text.mark.get("dx") == LABEL_GAP]
    assert low == 0
    for value, label in labels.at("x", "text"):
        assert value / high * NARROWEST + LABEL_GAP + len(label) * LETTER <= NARROWEST + 0.01, label


@pytest.mark.parametrize("id", drawn_by(charts.YearlySeries))
def test_lines_join_neighbouring_years_of_one_counting_method(shown, id):
    for rows in joined(shown[id]):
        assert all(after["year"] - before["year"] == 1 for before, after in pairwise(rows))
        assert len({(row["name"], row.get("counting_method")) for row in rows}) == 1
    assert len(joined(shown[id])) == LINES[id]


def test_a_year_that_is_missing_breaks_the_line(built, reading, tmp_path):
    publish(built({"advisory_cases": remove(year="2019")}), tmp_path, "0" * 16)
    lines = joined(shown_on(reading(tmp_path), "advisory_cases"))
    assert [[row["year"] for row in rows] for rows in lines] == [[2015, 2016, 2017, 2018], [2020, 2021, 2022, 2023]]


def joined(on_page) -> list[list[dict]]:
    """The rows that each line of a series joins."""
    line = layer(on_page.spec, type="line")
    lines = {}
    for row, (segment,) in zip(line.rows, line.at("detail"), strict=True):
        lines.setdefault(segment, []).append(row)
    return list(lines.values())


def test_a_cell_without_anything_to_say_is_empty(built, reading, tmp_path):
    publish(built({"crisis_centre_use": change({"user_group": "barn"}, note=None)}), tmp_path, "0" * 16)
    table = shown_on(reading(tmp_path), "centre_use").table.set_index("Hvem")
    assert table["Merknad"]["Barn, brukere"] == ""
    assert table["Merknad"]["Voksne, brukere"].startswith("Planen skriver")


def test_the_figures_of_a_version_are_those_that_the_tests_are_made_for(published, reading):
    def described(figure):
        return figure.id, figure.question, figure.page, figure.cannot_say, figure.chart, figure.empty

    found = figures(reading(published))
    assert [described(figure) for figure in found.values()] == [described(figure) for figure in FIGURES.values()]
