"""No word of a picture is cut, and none lies on another: measured by a real browser."""

import base64
import subprocess
import sys
from itertools import cycle, product
from pathlib import Path

import pytest
import vl_convert

from content.downloads.picture import WIDTH, picture
from dashboard.assets import STREAMLIT
from known_figures import FIGURES
from proofs import some

pytestmark = pytest.mark.browser

SLIDE = 1180
NARROWEST = 288
WIDTHS = (WIDTH, SLIDE, NARROWEST)
DRAWN = [id for id in FIGURES if id != "over_time"]
# Every line of text with where it lies, and the size of the drawing; a line of several words is one element.
MEASURE = """
() => {
    const drawing = document.querySelector("svg").getBoundingClientRect();
    const lines = [...document.querySelectorAll("svg text")].flatMap(text => {
        const spans = [...text.querySelectorAll("tspan")];
        return spans.length ? spans : [text];
    }).filter(line => line.textContent.trim() && line.closest("text").getAttribute("opacity") !== "0");
    const boxes = lines.map(line => {
        const box = line.getBoundingClientRect();
        return [line.textContent, box.left, box.top, box.right, box.bottom];
    });
    return [[drawing.left, drawing.top, drawing.right, drawing.bottom], boxes];
}
"""
# The letters of the pages: other machines have others, and wider ones.
[FONT] = (STREAMLIT / "static" / "media").glob("SourceSansVF-Upright.*.woff2")
WEB_FONT = (
    '<style>@font-face { font-family: "Source Sans"; font-weight: 200 900; '
    f"src: url(data:font/woff2;base64,{base64.b64encode(FONT.read_bytes()).decode()}) }}</style>"
)
# Boxes of lines that follow each other closely share a pixel or two of empty room.
SHARED = 3
LETTERS = (
    """<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20" font-family="%s">ord</text></svg>"""
)


@pytest.fixture(scope="module")
def page(launched):
    with launched.new_context(viewport={"width": 1400, "height": 2000}) as context:
        yield context.new_page()


@pytest.mark.parametrize(
    ("id", "width"), some(list(zip(DRAWN, cycle(WIDTHS), strict=False)), list(product(DRAWN, WIDTHS)))
)
def test_words_are_whole_and_apart(page, shown, id, width):
    if width == NARROWEST:
        # On a phone the chart stands without the words of the picture: they are text on the page.
        page.set_content(WEB_FONT + vl_convert.vegalite_to_svg(shown[id].spec | {"width": width}))
        page.evaluate("document.fonts.ready")
    else:
        page.set_content(vl_convert.vegalite_to_svg(picture(shown[id], width)))
    drawing, lines = page.evaluate(MEASURE)
    assert len(lines) > 2
    assert [text for text, *box in lines if not inside(box, drawing)] == []
    assert [(a[0], b[0]) for number, a in enumerate(lines) for b in lines[number + 1 :] if overlap(a[1:], b[1:])] == []


def test_letters_are_alike_on_every_machine():
    drawn = {vl_convert.svg_to_png(LETTERS % family) for family in ("DejaVu Sans", "Liberation Serif", "No such font")}
    assert len(drawn) == 1 != len(drawn | {vl_convert.svg_to_png(LETTERS % "sans-serif")})


def test_programs_started_later_have_the_fonts_of_the_machine():
    code = "import os; before = dict(os.environ); from content.downloads import picture; assert os.environ == before"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def inside(box, drawing) -> bool:
    return (
        box[0] >= drawing[0] - 1 and box[1] >= drawing[1] - 1 and box[2] <= drawing[2] + 1 and box[3] <= drawing[3] + 1
    )


def overlap(a, b) -> bool:
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across > SHARED and down > SHARED
