"""The colours of the charts can be seen, and are those of the pages around them."""

import math
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from content.look.palette import DARK, LIGHT

FILLS = ("done", "partly", "under_way")


def light(colour: str) -> list[float]:
    """Red, green and blue of a colour, as amounts of light from 0 to 1."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    red, green, blue = light(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


TEXTS = ("text", "muted", "link")
MARKS = ("axis", "outline", "first", "second", "third", "fourth", "context", "done")
CATEGORIES = ("first", "second", "third", "fourth", "context")
# Machado, Oliveira and Fernandes 2009, at full strength, on linear light.
BLINDNESS = {
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
WHITE = (0.95047, 1.0, 1.08883)


def product(matrix, vector):
    return [sum(one * other for one, other in zip(row, vector, strict=True)) for row in matrix]


def lab(colour: str, blindness: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as it is seen."""
    linear = [min(max(part, 0), 1) for part in product(BLINDNESS[blindness], light(colour))]
    parts = [part / white for part, white in zip(product(TO_XYZ, linear), WHITE, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_and_marks_stand_out_from_ground_and_panel(palette):
    for ground in (palette.ground, palette.panel):
        weak = [
            name
            for names, least in ((TEXTS, 4.5), (MARKS, 3))
            for name in names
            if contrast(getattr(palette, name), ground) < least
        ]
        assert weak == []


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sign_of_a_status_stands_out_from_its_fill(palette):
    assert all(contrast(getattr(palette, f"on_{fill}"), getattr(palette, fill)) >= 4.5 for fill in FILLS)


@pytest.mark.parametrize(("palette", "least"), [(LIGHT, 19), (DARK, 16)], ids=["light", "dark"])
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_categories_are_told_apart_by_who_sees_few_colours(palette, least, blindness):
    seen = [lab(getattr(palette, name), blindness) for name in CATEGORIES]
    assert min(math.dist(one, other) for one, other in combinations(seen, 2)) >= least


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_charts_have_the_ground_and_text_of_the_pages(theme, palette):
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["theme"][theme]["backgroundColor"] == palette.ground
    assert config["theme"][theme]["textColor"] == palette.text
