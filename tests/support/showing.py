"""A figure on a version, on the day the tests take for today."""

from datetime import date

from content.figures.figure import Shown, show
from known_figures import FIGURES

TODAY = date(2026, 11, 23)


def shown_on(version: str, id: str, today: date = TODAY) -> Shown | None:
    figure = FIGURES[id]
    return show(figure, version, figure.on(today))


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())
