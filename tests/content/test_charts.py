"""Charts drawn from a few given rows: which marks, at which numbers."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pandas as pd
import pytest

from content import charts
from content.charts import NotComparableError
from content.charts.places import LABEL_GAP, LETTER, NAME_LINE, ROW, beside, on_page
from content.charts.style import BAR as BAR_WIDTH
from content.charts.style import NARROWEST, NORWEGIAN_NUMBERS, UP_TO_ALL, axis_end, room_of_names
from content.look.palette import LIGHT
from drawn import layer, layers

THICK = BAR_WIDTH.to_dict()
ESTIMATE = {
    "comparable_group": "nkvts_2014",
    "name": "Voldtekt",
    "sex": "kvinner",
    "label": "Kvinner: 9,4 %",
    "uncertainty": "8,3–10,6 %",
    "point": None,
    "low": None,
    "high": None,
    "unit": "prosent",
    "is_interval": False,
}
INTERVAL = ESTIMATE | {"point": 9.4, "low": 8.3, "high": 10.6, "is_interval": True}
BAR = {"name": "Trusler og vold", "value": 79, "label": "79", "unit": "saker", "is_context": False}
PARTS = {"first": 7.0, "second": 5.5, "first_name": "én gang", "second_name": "flere ganger"}
STACKED = {"name": "Sparket deg", **PARTS, "label": "12 %", "low": 11.5, "high": 13.5, "unit": "prosent"}
DEADLINE = {
    "name": "16 Revisjon",
    "deadline": "2026-12-31",
    "label": "31.12.2026",
    "is_over": False,
    "today": "2026-11-23",
}


def estimates(*rows):
    return charts.Estimates.of(pd.DataFrame(rows)).drawn(LIGHT)


def bars(*rows):
    return charts.Bars.of(pd.DataFrame(rows)).drawn(LIGHT)


def stacked_bars(*rows):
    return charts.StackedBars.of(pd.DataFrame(rows)).drawn(LIGHT)


def deadlines(*rows):
    frame = pd.DataFrame(rows)
    dated = frame.assign(deadline=pd.to_datetime(frame["deadline"]), today=pd.to_datetime(frame["today"]))
    return charts.Deadlines.of(dated).drawn(LIGHT)


def test_estimates_that_may_not_be_compared_are_refused():
    with pytest.raises(NotComparableError, match="kan ikke stå på samme akse.*metode er ulik: nkvts_2014; nkvts_2023"):
        estimates(INTERVAL, INTERVAL | {"comparable_group": "nkvts_2023"})


def test_interval_is_a_thin_line_around_a_point():
    chart = estimates(INTERVAL)
    assert layer(chart, type="rule").mark["strokeWidth"] == 2
    assert layer(chart, type="rule").at("x", "x2") == [(8.3, 10.6)]
    assert layer(chart, type="point").at("x") == [(9.4,)]


def test_printed_range_is_a_thick_line_without_a_point():
    chart = estimates(ESTIMATE | {"low": 56500, "high": 76000, "unit": "personer"})
    assert layer(chart, type="rule").mark["strokeWidth"] == 10
    assert layer(chart, type="rule").at("x", "x2") == [(56500, 76000)]
    assert layers(chart, type="point") == []


@pytest.mark.parametrize(
    ("ends", "known", "tip", "turn"),
    [({"low": 20.0}, "x", "x2", 90), ({"high": 4.0}, "x2", "x", -90)],
    ids=["over 20", "near 4"],
)
def test_open_end_is_an_arrow_away_from_the_known_end(ends, known, tip, turn):
    chart = estimates(ESTIMATE | ends)
    stroke, arrow = layer(chart, type="rule"), layer(chart, type="point", shape="triangle-up")
    assert stroke.at(known) == [tuple(ends.values())]
    assert arrow.at("x") == stroke.at(tip)
    assert arrow.at("angle") == [(turn,)]
    assert stroke.at("x") < stroke.at("x2")
    assert len(layers(chart, type="point")) == 1


def test_an_axis_of_percent_is_not_marked_beyond_all():
    nearly_all = {"high": 75.0, "label": "nær 3 av 4"}
    axis = layer(estimates(ESTIMATE | nearly_all), type="rule").encoding["x"]["axis"]
    assert axis["gridOpacity"] == axis["labelOpacity"] == UP_TO_ALL
    persons = layer(estimates(ESTIMATE | nearly_all | {"unit": "personer"}), type="rule").encoding["x"]["axis"]
    assert not {"gridOpacity", "labelOpacity"} & persons.keys()


def test_women_and_men_differ_in_shape_and_in_text():
    chart = estimates(INTERVAL, INTERVAL | {"sex": "menn", "point": 1.1, "label": "Menn: 1,1 %"})
    scale = layer(chart, type="point").encoding["shape"]["scale"]
    assert scale["domain"] == ["kvinner", "jenter", "menn", "gutter", "begge", "ukjent"]
    assert len(set(scale["range"])) == 4
    assert layers(chart, type="text")[0].at("text") == [("Kvinner: 9,4 %",), ("Menn: 1,1 %",)]


def test_girls_are_drawn_as_women_boys_as_men_and_unknown_on_its_own():
    scales = layer(estimates(INTERVAL), type="point").encoding
    shape, colour = (
        dict(zip(scales[channel]["scale"]["domain"], scales[channel]["scale"]["range"], strict=True))
        for channel in ("shape", "color")
    )
    for drawn in (shape, colour):
        assert drawn["jenter"] == drawn["kvinner"] != drawn["menn"] == drawn["gutter"]
    assert shape["ukjent"] not in {mark for sex, mark in shape.items() if sex != "ukjent"}
    assert colour["ukjent"] == LIGHT.context


def test_bars_start_at_0_and_carry_their_interval():
    rows = [
        BAR | {"value": 19.5, "low": 18.7, "high": 20.3},
        BAR | {"name": "Annet", "value": 4, "low": 3.8, "high": 4.6},
    ]
    chart = bars(*rows)
    bar = layer(chart, strokeWidth=THICK)
    assert bar.at("x", "x2") == [(0, 19.5), (0, 4)]
    assert bar.encoding["x"]["scale"]["domain"][0] == 0
    assert layer(chart, type="rule", color=LIGHT.text).at("x", "x2") == [(18.7, 20.3), (3.8, 4.6)]


def test_bars_without_intervals_have_none_and_what_is_left_is_grey():
    chart = bars(BAR, BAR | {"name": "Annet", "is_context": True})
    [bar] = layers(chart, type="rule")
    assert bar.encoding["color"] == {
        "condition": {"test": "datum.is_context", "value": LIGHT.context},
        "value": LIGHT.first,
    }


def test_stacked_bars_add_up_and_are_told_apart_by_their_order():
    chart = stacked_bars(STACKED)
    first, second = layers(chart, strokeWidth=THICK)
    assert (first.at("x", "x2", "opacity"), second.at("x", "x2", "opacity")) == (
        [(0, 7, "én gang")],
        [(7, 12.5, "flere ganger")],
    )
    assert first.encoding["opacity"]["scale"] == {"domain": ["én gang", "flere ganger"], "range": [0.62, 1]}
    assert layer(chart, type="tick", color=LIGHT.ground).at("x") == [(7,)]
    assert layer(chart, type="rule", color=LIGHT.text).at("x", "x2") == [(11.5, 13.5)]


def test_deadlines_that_are_over_have_a_shape_of_their_own():
    chart = deadlines(
        DEADLINE, DEADLINE | {"name": "1", "deadline": "2023-12-31", "label": "31.12.2023", "is_over": True}
    )
    points = layer(chart, type="point")
    shape = points.encoding["shape"]
    assert shape == {"condition": {"test": "datum.is_over", "value": "triangle-down"}, "value": "circle"}
    assert [(moment[:10], row["is_over"]) for (moment,), row in zip(points.at("x"), points.rows, strict=True)] == [
        ("2026-12-31", False),
        ("2023-12-31", True),
    ]
    assert layer(chart, type="rule").at("x")[0][0].startswith("2026-11-23")


@pytest.mark.parametrize("today", ["2022-01-01", "2026-11-23", "2035-01-01"])
def test_today_stands_on_the_time_line(today):
    low, high = layer(deadlines(DEADLINE | {"today": today}), type="point").encoding["x"]["scale"]["domain"]
    assert low < min(today, "2026-12-31") and max(today, "2026-12-31") < high


LONG = "Alvorlig fysisk vold fra en forelder eller annen omsorgsperson i barndommen"


@pytest.mark.parametrize(
    "places",
    [on_page, partial(beside, apart=6), lambda names: on_page(names).beside],
    ids=["above", "beside", "beside on a page"],
)
def test_names_wrap_and_are_written_once(places):
    at = places(["Kort", "Kort", LONG, "Kort"])
    assert [" ".join(name.lines) for name in at.names] == ["Kort", LONG, "Kort"]
    assert len(at.names[1].lines) > 1
    assert all(after - before >= ROW for before, after in pairwise([*at.rows, at.height + ROW / 2]))


def test_names_stand_above_their_marks_or_beside_them():
    at = on_page(["Kort", LONG])
    assert at.room == 0
    assert [row - name.top for row, name in zip(at.rows, at.names, strict=True)] == [
        NAME_LINE * lines + ROW / 2 for lines in (1, 2)
    ]
    at = beside(["Kort", "Kort", LONG], 6)
    longest = max(len(line) for line in at.names[1].lines)
    assert at.room == longest * LETTER + LABEL_GAP
    middles = [name.top - 1 + NAME_LINE * len(name.lines) / 2 for name in at.names]
    assert middles == [sum(at.rows[:2]) / 2, at.rows[2]]
    assert beside(["Kort", "Kort", LONG], 30).height == at.height + 24


def test_names_beside_their_marks_end_where_the_marks_begin():
    chart = charts.Bars.of(pd.DataFrame([BAR, BAR | {"name": "Annet"}]))
    for places, align, x in ((None, "left", 0), (beside(chart.names, 6), "right", -LABEL_GAP)):
        spec = chart.drawn(LIGHT, places)
        names = layer(spec, type="text", baseline="top")
        assert (names.mark["align"], names.encoding["x"]["value"]) == (align, x)
        assert names.at("text") == [("Trusler og vold",), ("Annet",)]
        assert layer(spec, strokeWidth=THICK).at("y") == [(row,) for row in (places or on_page(chart.names)).rows]
        assert layer(spec, strokeWidth=THICK).encoding["y"]["scale"]["domain"] == [spec["height"], 0]


def test_names_stand_beside_their_marks_where_the_picture_is_wide_enough_for_the_labels_too():
    chart = charts.Bars.of(pd.DataFrame([BAR, BAR | {"name": LONG}]))
    spec, places = chart.drawn(LIGHT), on_page(chart.names)
    assert places.beside.height == places.height
    for width, chosen in (
        (places.beside.room + NARROWEST - 1, places),
        (places.beside.room + NARROWEST, places.beside),
    ):
        assert layer(spec, width, strokeWidth=THICK).at("y") == [(row,) for row in chosen.rows]
        names = layer(spec, width, type="text", baseline="top")
        assert names.at("text", "y") == [("\n".join(name.lines), name.top) for name in chosen.names]


def test_names_take_no_room_where_a_share_is_as_long_in_two_pictures():
    chart = charts.Bars.of(pd.DataFrame([BAR]))
    for reach, room in ((0, 1), (200, 0)):
        spec = replace(chart, reach=reach).drawn(LIGHT)
        places = on_page(chart.names) if room else replace(on_page(chart.names), beside=None)
        assert spec["params"] == room_of_names(places)["params"] and ("expr" in spec["params"][0]) == room


@pytest.mark.parametrize("labels", [["79", "143"], ["Kvinner: omtrent én av ti", "3 %"], ["56 500–76 000", ""]])
def test_labels_fit_beside_their_marks_on_the_narrowest_plot(labels):
    ends = [9.2, 3.0]
    left = [
        (1 - end / axis_end(ends, labels)) * NARROWEST - len(label) * LETTER - LABEL_GAP
        for end, label in zip(ends, labels, strict=True)
    ]
    assert min(left) == pytest.approx(0)


@pytest.mark.parametrize(
    "chart",
    [
        estimates(INTERVAL),
        bars(BAR),
        stacked_bars(STACKED),
        deadlines(DEADLINE),
    ],
    ids=["estimates", "bars", "stacked_bars", "deadlines"],
)
def test_numbers_are_norwegian_and_no_layer_is_empty(chart):
    assert chart["config"]["locale"]["number"] == NORWEGIAN_NUMBERS
    assert NORWEGIAN_NUMBERS["decimal"] == "," and NORWEGIAN_NUMBERS["thousands"] == "\u00a0"
    assert all(found.rows for found in layers(chart))
