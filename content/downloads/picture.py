"""A figure as a picture that stands alone: title, unit, chart, finding, caveat, source and date in one."""

import os
import textwrap
from pathlib import Path

import vl_convert

from content import charts
from content.charts.style import LIGHT, TEXT_SIZE
from content.figures.credits import credits
from content.figures.figure import Shown

WIDTH = 720
SCALE = 3
TITLE_SIZE, WORD_SIZE = 20, 12
# Characters that a line of WIDTH holds, with some to spare: on other systems than Linux fonts differ.
TITLE_LINE, SCOPE_LINE, WORD_LINE = 62, 88, 104
# Room between the chart's rows and the words below it, for the axis.
AXIS = 56


def _use_the_renderers_own_fonts() -> None:
    """The renderer looks for fonts once, at its first use; a font of the machine is read anew for every letter."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(charts.__file__).with_name("fonts.conf"))
    vl_convert.svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text>a</text></svg>')
    # Programs started from here (browsers) need the machine's fonts.
    del os.environ["FONTCONFIG_FILE"]
    if before is not None:
        os.environ["FONTCONFIG_FILE"] = before


_use_the_renderers_own_fonts()


def png(shown: Shown) -> bytes:
    """Three times the size of the drawing."""
    return vl_convert.vegalite_to_png(picture(shown), scale=SCALE)


def svg(shown: Shown) -> bytes:
    """Text stays text."""
    return drawn(picture(shown))


def drawn(spec: dict) -> bytes:
    """A Vega-Lite specification as SVG, with the renderer's own fonts."""
    return vl_convert.vegalite_to_svg(spec).encode()


def picture(shown: Shown, width: int = WIDTH) -> dict:
    """The Vega-Lite specification of a figure that has a `spec`, in light colours, with all its words."""
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
    size = {"width": width, "padding": 24, "autosize": {"type": "pad"}}
    return shown.spec | size | {"title": title, "layer": [*shown.spec["layer"], words]}
