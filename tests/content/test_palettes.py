"""The colours of the charts can be seen, and are those of the pages around them."""

import tomllib
from pathlib import Path

import pytest

from content.charts import DARK, LIGHT


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("colour", "least"), [("text", 4.5), ("muted", 4.5), ("first", 3), ("second", 3), ("context", 3)]
)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_stand_out_from_the_ground(palette, colour, least):
    assert contrast(getattr(palette, colour), palette.ground) >= least


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_charts_have_the_ground_and_text_of_the_pages(theme, palette):
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["theme"][theme]["backgroundColor"] == palette.ground
    assert config["theme"][theme]["textColor"] == palette.text
