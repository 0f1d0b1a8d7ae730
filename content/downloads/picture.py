"""A figure as a picture that stands alone: title, unit, chart, finding, caveat, source and date in one."""

import textwrap

from content import drawing
from content.charts.style import TEXT_SIZE, fixed
from content.figures.credits import credits
from content.figures.figure import Shown
from content.look.palette import LIGHT

WIDTH = 720
SCALE = 3
TITLE_SIZE, WORD_SIZE = 20, 12
# Characters that a line of WIDTH holds, with some to spare: on other systems than Linux fonts differ.
TITLE_LINE, SCOPE_LINE, WORD_LINE = 62, 88, 104
# Room between the chart's rows and the words below it, for the axis.
AXIS = 56


def png(shown: Shown) -> bytes:
    """Three times the size of the drawing."""
    return drawing.png(picture(shown), SCALE)


def svg(shown: Shown) -> bytes:
    """Text stays text."""
    return drawing.svg(picture(shown))


def picture(shown: Shown, width: int = WIDTH) -> dict:
    """The Vega-Lite specification of a figure that has a chart, in light colours, with all its words."""
    caveats = [f"Dette kan vi ikke si: {sentence}" for sentence in shown.cannot_say]
    # Nobody can follow a link in a picture.
    said = [*shown.can_say, *caveats, *credits(shown, with_addresses=False)]
    words = {
        "data": {"values": [{}]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "top",
            "x": 0,
            "y": shown.spec["height"] + AXIS,
            "fontSize": WORD_SIZE,
            "lineHeight": WORD_SIZE * 1.45,
            "color": LIGHT.text,
            "text": [line for sentence in said for line in textwrap.wrap(sentence, WORD_LINE)],
        },
    }
    title = {
        "text": textwrap.wrap(shown.question, TITLE_LINE),
        "subtitle": textwrap.wrap(shown.scope, SCOPE_LINE),
        "anchor": "start",
        "offset": 18,
        "fontSize": TITLE_SIZE,
        "subtitleFontSize": TEXT_SIZE,
        "subtitlePadding": 6,
        "color": LIGHT.text,
        "subtitleColor": LIGHT.muted,
    }
    return fixed(shown.spec, width, padding=24) | {"title": title, "layer": [*shown.spec["layer"], words]}
