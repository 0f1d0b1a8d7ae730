"""Years drawn from a few given rows: what is joined, what is marked, where the series breaks."""

import pandas as pd
import pytest

from content import charts
from content.charts.style import NORWEGIAN_NUMBERS
from content.look.palette import LIGHT
from drawn import layer, layers

YEAR = {"name": "Voksne", "unit": "beboere", "is_open": False, "is_recomputed": False, "break_year": None}
OLD = [YEAR | {"year": year, "amount": year - 1000, "label": "n", "segment": "gammel"} for year in (2018, 2019, 2020)]
NEW = [YEAR | {"year": year, "amount": year - 900, "label": "n", "segment": "ny"} for year in (2021, 2022)]
ALONE = [YEAR | {"year": 2016, "amount": 990, "label": "990", "segment": "alene"}]


def series(*rows, break_year=None):
    return charts.YearlySeries.of(pd.DataFrame(rows).assign(break_year=break_year)).drawn(LIGHT)


def joined(chart) -> list[list[int]]:
    """The years that each line joins."""
    line = layer(chart, type="line")
    segments = {}
    for year, segment in line.at("x", "detail"):
        segments.setdefault(segment, []).append(year)
    return list(segments.values())


def test_only_years_of_one_segment_are_joined():
    assert joined(series(*ALONE, *OLD, *NEW, break_year=2021)) == [[2016], [2018, 2019, 2020], [2021, 2022]]


def test_the_break_is_a_line_between_two_years_with_its_reason():
    chart = series(*OLD, *NEW, break_year=2021)
    assert layer(chart, type="rule").at("x") == [(2020.5,)]
    assert layer(chart, type="text", baseline="bottom").at("x", "text") == [(2020.5, "Brudd fra 2021")]
    assert layers(series(*OLD), type="rule") == []


def test_open_and_recomputed_years_have_marks_of_their_own():
    open_year = NEW[1] | {"is_open": True}
    recomputed = NEW[1] | {"amount": 1000, "segment": "omregnet", "is_recomputed": True}
    chart = series(*OLD, NEW[0], open_year, recomputed, break_year=2021)
    assert layer(chart, type="point", filled=True).at("x") == [(2018,), (2019,), (2020,), (2021,)]
    assert layer(chart, type="point", fill=LIGHT.ground, size=70).at("x", "y") == [(2022, 1122)]
    assert layer(chart, type="point", shape="diamond").at("x", "y") == [(2022, 1000)]
    assert joined(chart) == [[2018, 2019, 2020], [2021, 2022]]
    assert len(layers(series(*OLD), type="point")) == 1


def test_two_series_differ_in_shape_and_what_is_open_is_of_the_same():
    children = [row | {"name": "Barn"} for row in NEW]
    chart = series(*NEW, *(row | {"is_open": row["year"] == 2022} for row in children))
    for marks in (layer(chart, type="point", filled=True), layer(chart, type="point", fill=LIGHT.ground, size=70)):
        scale = marks.encoding["shape"]["scale"]
        assert (scale["domain"], scale["range"]) == (["Voksne", "Barn"], ["circle", "square"])


def test_the_name_stands_at_the_newest_counted_year_of_each_series():
    children = [row | {"name": "Barn", "segment": "barn", "label": "b"} for row in OLD]
    recomputed = NEW[1] | {"is_recomputed": True}
    chart = series(*OLD, NEW[0], recomputed, *children)
    assert set(layer(chart, type="text").at("x", "text")) == {(2021, "Voksne n"), (2020, "Barn b")}


@pytest.mark.parametrize("rows", [OLD, ALONE, OLD + NEW])
def test_counts_are_drawn_from_0_and_no_layer_is_empty(rows):
    chart = series(*rows)
    assert layer(chart, type="line").encoding["y"]["scale"]["domain"][0] == 0
    assert all(found.rows for found in layers(chart))
    assert chart["config"]["locale"]["number"] == NORWEGIAN_NUMBERS
