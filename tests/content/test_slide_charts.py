"""The charts of the slides: native, of the numbers of the figure, broken where a series is, read from a distance."""

import re
from collections import Counter
from functools import cache

import pytest

from content import charts, drawing
from content.slides import deck
from content.slides.items import ACROSS, Picture
from content.slides.powerpoint.charts import NATIVE
from content.slides.powerpoint.presentation import pptx
from content.slides.slide import Slide, arranged
from content.slides.wide_chart import wide
from known_figures import BY_ANCHOR
from powerpoint import A, C, Page, error_bars, numbers, plain, read, text_of, values
from showing import TODAY

# Figures of more rows than can be read from a distance on one slide.
TALL = ("deadlines", "centre-homes")


@pytest.fixture(scope="module")
def made(filled_version):
    """A function: id → its slides, and the pages of a file of them."""

    @cache
    def make(id: str) -> tuple[list[Slide], list[Page]]:
        found = deck.slides(filled_version, (id,), TODAY)
        return found, read(pptx(found))

    return make


@pytest.mark.parametrize("id", [id for id in BY_ANCHOR if BY_ANCHOR[id].chart is charts.Bars and id not in TALL])
def test_bars_are_the_numbers_of_the_figure(made, shown, id):
    figure, chart = shown[BY_ANCHOR[id].id], made(id)[1][0].charts[0]
    found = numbers(chart)
    if id == "youth-severity":
        # Drawn from the counts; the printed percentages beside them are rounded.
        assert all(abs(a - b) < 1 for a, b in zip(found, figure.numbers["Prosent (tall)"], strict=True))
        minus, plus = error_bars(chart)
        ends = figure.numbers[["Nedre grense, prosent", "Øvre grense, prosent"]]
        assert [round(value - down, 2) for value, down in zip(found, minus, strict=True)] == list(ends.iloc[:, 0])
        assert [round(value + up, 2) for value, up in zip(found, plus, strict=True)] == list(ends.iloc[:, 1])
    else:
        assert found == list(figure.numbers.iloc[:, 0])
    [categories] = [[plain(name) for name in series] for series in values(chart).values()]
    labels = figure.table["Andel"] if id == "youth-severity" else figure.table.iloc[:, 1]
    assert all(name.endswith(f": {plain(label)}") for name, label in zip(categories, labels, strict=True))


@pytest.mark.parametrize("id", TALL)
def test_what_is_too_tall_to_be_read_as_a_chart_is_a_table_of_whole_rows(made, shown, id):
    [page] = made(id)[1]
    assert not page.charts
    told = [[plain(text_of(cell)) for cell in row.iter(f"{A}tc")] for row in list(page.tree.iter(f"{A}tr"))[1:]]
    wanted = [[plain(str(cell)) for cell in row] for row in shown[BY_ANCHOR[id].id].table.itertuples(index=False)]
    assert 0 < len(told) < len(wanted) and told == wanted[: len(told)]
    assert f"{len(told)} av {len(wanted)} rader. Alle står på siden" in page.said


def test_two_parts_of_a_bar_are_the_shares_of_the_figure(made, shown):
    first, second = values(made("youth-acts")[1][0].charts[0]).values()
    figure = shown["youth_acts"].numbers
    for drawn, column in ((first, "Én gang, prosent"), (second, "Flere ganger, prosent")):
        assert [abs(value - printed) < 1 for value, printed in zip(drawn.values(), figure[column], strict=True)] == [
            True
        ] * 6
    minus, plus = error_bars(made("youth-acts")[1][0].charts[0])
    whole = [a + b for a, b in zip(first.values(), second.values(), strict=True)]
    assert [round(w - m, 2) for w, m in zip(whole, minus, strict=True)] == list(figure["I alt, nedre grense, prosent"])
    assert [round(w + p, 2) for w, p in zip(whole, plus, strict=True)] == list(figure["I alt, øvre grense, prosent"])


@pytest.mark.parametrize(
    "id", [id for id in BY_ANCHOR if BY_ANCHOR[id].chart is charts.Estimates and id != "over-time"]
)
def test_estimates_are_the_numbers_of_the_figure(made, shown, id):
    figure = shown[BY_ANCHOR[id].id]
    chart = made(id)[1][0].charts[0]
    rows = figure.chart.rows
    found = values(chart)
    points = [row.point for row in rows if row.point is not None]
    ends = [row.start if row.open_towards > 0 else row.end for row in rows if row.open_towards]
    spans = [(row.start, row.end) for row in rows if row.point is None and not row.open_towards]
    unit = next((title for title in found if title not in ("Oppgitt ende", "Fra", "Spenn fra dette")), None)
    assert list(found.get(unit, {}).values()) == points
    assert list(found.get("Oppgitt ende", {}).values()) == ends
    low, length = (list(found.get(name, {}).values()) for name in ("Fra", "Spenn fra dette"))
    assert [(a, a + b) for a, b in zip(low, length, strict=True)] == spans
    if "Prosent (tall)" in figure.numbers:
        known = figure.numbers.dropna(how="all")
        assert points == list(known["Prosent (tall)"].dropna())
        if points and not ends and known["Nedre grense (tall)"].notna().any():
            minus, plus = error_bars(chart)
            assert [round(p - m, 2) for p, m in zip(points, minus, strict=True)] == list(known["Nedre grense (tall)"])
            assert [round(p + q, 2) for p, q in zip(points, plus, strict=True)] == list(known["Øvre grense (tall)"])


@pytest.mark.parametrize(
    ("id", "colours"),
    [
        ("partner-less-severe-2023", {0: "accent2"}),
        ("ungvold-penetration-2023", {1: "accent2"}),
        ("advisory-by-sex-2023", {1: "accent2", 2: "accent3"}),
    ],
    ids=["men", "boys", "unknown"],
)
def test_whose_bar_it_is_is_told_by_its_colour(made, id, colours):
    found = {
        int(point.find(f"{C}idx").get("val")): next(point.iter(f"{A}schemeClr")).get("val")
        for point in made(id)[1][0].charts[0].iter(f"{C}dPt")
    }
    assert found == colours


YEARLY = [id for id in BY_ANCHOR if BY_ANCHOR[id].chart is charts.YearlySeries]


@pytest.mark.parametrize("id", YEARLY)
def test_years_are_the_numbers_of_the_figure(made, shown, id):
    figure, chart = shown[BY_ANCHOR[id].id], made(id)[1][0].charts[0]
    assert Counter(numbers(chart)) == Counter(figure.numbers.iloc[:, 0].dropna().astype(float))
    assert [found.get("val") for found in chart.iter(f"{C}dispBlanksAs")] == ["gap"]
    # A line goes on only where year follows year; what is broken off is another line.
    for series in values(chart).values():
        at = [int(name.split()[0]) for name in series]
        assert at == list(range(at[0], at[0] + len(at)))
    breaks = [name for series in chart.iter(f"{C}cat") for name in series.iter(f"{C}v") if name.text == "brudd"]
    assert figure.chart.breaks == ((2021,) if breaks else ())


def years_and_categories(made, id) -> tuple[dict[str, list[str]], list[str]]:
    """The years of each line, and what stands along the axis."""
    chart = made(id)[1][0].charts[0]
    years = {title: [name.split()[1] for name in series] for title, series in values(chart).items()}
    return years, [name.text for name in next(chart.iter(f"{C}cat")).iter(f"{C}v")]


def test_a_missing_year_is_a_gap_and_events_have_no_break(made):
    years, categories = years_and_categories(made, "national-stays")
    assert years == {
        "Voksne 2016–2017": ["2016", "2017"],
        "Voksne 2019–2024": ["2019", "2020", "2021", "2022", "2023", "2024"],
        "Barn 2019–2020": ["2019", "2020"],
        "Barn 2023–2024": ["2023", "2024"],
    }
    assert categories == ["2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024"]


def test_the_break_for_persons_is_a_gap(made):
    years, categories = years_and_categories(made, "national-day-users")
    assert years == {
        "I alt 2015": ["2015"],
        "I alt 2018–2020": ["2018", "2019", "2020"],
        "I alt 2021–2024": ["2021", "2022", "2023", "2024"],
        "I alt 2023, telt på den gamle måten": ["2023"],
    }
    assert categories == [*map(str, range(2015, 2021)), "brudd", *map(str, range(2021, 2025))]


@pytest.mark.parametrize("id", [id for id in BY_ANCHOR if id not in ("over-time", *TALL)])
def test_a_chart_can_be_read_from_a_distance(filled_version, id):
    [picture] = arranged(deck.slide(filled_version, id, TODAY)).body
    assert isinstance(picture, Picture)
    room = picture.area.height
    svg = drawing.svg(wide(picture.chart, ACROSS, room)).decode()
    width, height = (float(re.search(rf'<svg[^>]* {side}="([\d.]+)"', svg).group(1)) for side in ("width", "height"))
    scale = min(ACROSS / width, room / height)
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)px"', svg)) * scale >= 18


def test_powerpoint_has_the_kinds_that_say_so():
    kinds = {figure.chart for figure in BY_ANCHOR.values()}
    assert {kind for kind in kinds if kind.is_editable} == set(NATIVE)
    assert {kind for kind in kinds if not kind.is_editable} == {charts.Deadlines}
