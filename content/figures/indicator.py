"""An indicator as the catalogue has it: what a figure is about, whatever its kind."""

from dataclasses import dataclass

from content.collaboration import Collaboration

EVERY_YEAR = {"year_from": None, "year_to": None}
"""Parameters of a select by which no year is left out."""


@dataclass(frozen=True)
class Indicator:
    """A row of marts.indicators, with what it can not say and the names that its sentences need."""

    id: str
    question: str
    page: str
    area_type: str
    """Role of the area it is about, where its kind asks for one."""
    area: str
    """Name of that area: «Fjordly krisesenter (tre kommuner)»."""
    part: str
    """What of its table it is about, where its kind asks for it."""
    unit: str
    method: str
    whom: str | None
    """Those whom a share of both sexes is a share of, in the definite form; None where a percentage is a change."""
    cannot_say: tuple[str, ...]
    names: Collaboration

    @property
    def declared(self) -> dict:
        """What a figure of any kind takes from the catalogue as it stands."""
        return {"id": self.id, "question": self.question, "page": self.page, "cannot_say": self.cannot_say}
