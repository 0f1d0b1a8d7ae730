"""What is drawn for paper alone: a strip for a share and a bar for status, as specifications that are held to the schema."""

import altair as alt
import pytest

from content import drawing
from content.documents.knowledge_base import pictures
from content.look.marks import KIND_OF_STATUS, Mark

MARKS = {
    "interval": Mark(4.0, 3.8, 4.6, True, "first"),
    "range": Mark(None, 5.0, 7.0, False, "first"),
    "at least": Mark(None, 20.0, None, False, "first"),
    "at most": Mark(None, None, 8.0, False, "first"),
}


def layers(picture) -> list[dict]:
    alt.Chart.from_dict(picture.spec)
    return picture.spec["layer"]


@pytest.mark.parametrize("kind", MARKS)
def test_a_strip_shows_a_share_and_how_sure_it_is(kind):
    mark = MARKS[kind]
    drawn = layers(pictures.strip(mark, 40, "alt"))
    [spans] = [layer["data"]["values"] for layer in drawn[1:] if layer["mark"]["type"] == "bar"] or [[]]
    points = [layer for layer in drawn if layer["mark"]["type"] == "point"]
    if kind in ("interval", "range"):
        assert spans == [{"low": mark.low, "high": mark.high}]
    else:
        # Not a range: nobody has said where the other end is.
        assert spans == []
    shapes = [(point["mark"]["shape"], point["data"]["values"][0]["low"]) for point in points]
    expected = {
        "interval": [("circle", 4.0)],
        "at least": [("triangle-right", 20.0)],
        "at most": [("triangle-left", 8.0)],
    }
    assert shapes == expected.get(kind, [])
    assert drawing.png(pictures.strip(mark, 40, "alt").spec | {"width": 300}, 1).startswith(b"\x89PNG")


def test_the_bar_of_status_is_all_tasks_end_to_end():
    counts = dict(zip(KIND_OF_STATUS, (47, 15, 20, 20, 15, 1, 21, 0, 0), strict=True))
    bar = pictures.status(counts, "alt")
    layers(bar)
    parts = bar.spec["data"]["values"]
    assert [part["high"] - part["low"] for part in parts] == [count for count in counts.values() if count]
    assert all(after["low"] == before["high"] for before, after in zip(parts, parts[1:], strict=False))
    # A part of one task has no room for its number; the sentence above has it.
    assert [part["written"] for part in parts] == ["47", "15", "20", "20", "15", "", "21"]
