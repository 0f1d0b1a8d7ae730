"""What a picture of a figure is, whoever draws it: its kind, and its rows prepared once."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, NamedTuple, Self, TypeVar

import altair as alt
import pandas as pd

from content.charts.places import Places, on_page
from content.charts.style import NARROWEST, axis_end, finished, names, room_of_names
from content.look.palette import Palette

Row = TypeVar("Row")


class Scale(NamedTuple):
    """How far the axes of a picture go: to one scale, what is more is drawn as more."""

    unit: str
    end: float
    """Of the axis of values, from 0."""
    years: tuple[int, ...] = ()
    """The first and the last, where there is an axis of them."""


@dataclass(frozen=True)
class Chart(ABC):
    """A picture of one kind, of rows that hold all that is drawn of them, and nothing else."""

    is_editable: ClassVar[bool] = True
    """Do office programs have a chart of this kind?"""
    rows: Sequence[Any]

    @classmethod
    @abstractmethod
    def of(cls, frame: pd.DataFrame) -> Self:
        """Of the prepared rows of a figure, at least one."""

    @abstractmethod
    def drawn(self, palette: Palette) -> dict:
        """Vega-Lite, as wide as what holds it."""

    @property
    def scale(self) -> Scale | None:
        """None where it has no axis of values."""
        return None

    def to_scale(self, scale: Scale) -> Self:
        """With axes that go as far as it says, or further."""
        return self


@dataclass(frozen=True)
class InRows(Chart):
    """A picture with a line for each row, each with a `name`; rows of one name that follow each other share it."""

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.rows]

    def drawn(self, palette: Palette, places: Places | None = None) -> dict:
        """The names stand beside their marks where it is wide enough, unless `places` says where."""
        places = places or self.places_on_page()
        beside = places.beside or places
        values = [
            values | {"above": place_above, "beside": place_beside}
            for values, place_above, place_beside in zip(self.values(), places.rows, beside.rows, strict=True)
        ]
        layers = self.layers(values, places.height, palette)
        return finished(alt.layer(*layers, names(places, palette)), places.height, palette) | room_of_names(places)

    def places_on_page(self) -> Places:
        return on_page(self.names)

    def values(self) -> list[dict]:
        """The rows as JSON can hold them."""
        return [row._asdict() for row in self.rows]

    @abstractmethod
    def layers(self, values: list[dict], height: float, palette: Palette) -> list[alt.Chart]:
        """All but the names; each of the values knows its place from the top."""


@dataclass(frozen=True)
class Measured(InRows):
    """Marks along a value axis from 0."""

    unit: str
    reach: float = field(default=0, kw_only=True)
    """How far the axis goes even where its own marks end before: as far as that of a picture beside it."""

    plot: float = field(default=NARROWEST, kw_only=True)
    """How wide it is between names and end, at least: the labels of the marks take their room of it."""

    @property
    @abstractmethod
    def ends(self) -> list[float]:
        """How far each row goes."""

    def places_on_page(self) -> Places:
        """Where a picture stands beside it, a share is as long in both: their names take no room of either."""
        places = super().places_on_page()
        return replace(places, beside=None) if self.reach else places

    @property
    def axis_end(self) -> float:
        return max(self.reach, axis_end(self.ends, [row.label for row in self.rows], self.plot))

    @property
    def scale(self) -> Scale:
        return Scale(self.unit, self.axis_end)

    def to_scale(self, scale: Scale) -> Self:
        return replace(self, reach=scale.end)


def common_scale(pictures: Sequence[Chart]) -> Scale | None:
    """Of pictures beside each other; None where what they show is not counted alike."""
    scales = [picture.scale for picture in pictures]
    known = [scale for scale in scales if scale]
    if len(known) < max(2, len(scales)) or len({(scale.unit, bool(scale.years)) for scale in known}) > 1:
        return None
    years = sorted(year for scale in known for year in scale.years)
    return Scale(known[0].unit, max(scale.end for scale in known), (years[0], years[-1]) if years else ())


def rows_of(kind: type[Row], frame: pd.DataFrame) -> tuple[Row, ...]:
    """Each row of a frame as a named tuple of a kind, which names the columns; None where nothing is known."""
    known = frame[[name for name in kind.__annotations__ if name in frame]].astype(object)
    return tuple(kind(**row) for row in known.where(known.notna(), None).to_dict("records"))
