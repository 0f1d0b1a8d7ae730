"""A target group: from what is known of it to what is done for it, in columns read from the left."""

import re
from dataclasses import dataclass

from content import wording
from content.look.marks import KIND_OF_STATUS
from content.plan.target_groups import MEASURES, PARTS, Group, Part
from content.slides.items import DASHED, RECTANGLE, Area, Item, Line, Shape, Text, one_line, stacked, written
from content.slides.letters import BOLD, SERIF

BETWEEN, TOP = 26, 30
VALUE, SENTENCE = 30, 19
SENTENCES = re.compile(r"(?<=\.) (?=[A-ZÆØÅ])")
"""Between two: what holds for several numbers is said once."""
COLOURS = {"done": "done", "partly": "partly", "under-way": "under_way"}
"""Kind of status → its colour in the palette; the others have that of a panel."""


@dataclass(frozen=True)
class GroupBody:
    parts: tuple[tuple[str, tuple[tuple[str, str], ...], str], ...]
    """Heading, numbers as value and sentence, and what holds for all of them, or why there are none."""
    measures: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]
    """Name, how many of those who have answered are done, and status → how many tasks."""
    elsewhere: str

    @classmethod
    def of(cls, group: Group, is_answered: bool, elsewhere: str) -> "GroupBody":
        return cls(
            tuple(_told(PARTS[key], part) for key, part in group.parts.items()),
            tuple(
                (
                    f"{measure.number}\u00a0{measure.title}",
                    measure.done if is_answered else "",
                    tuple((kind, measure.counts[kind]) for kind in KIND_OF_STATUS if measure.counts.get(kind)),
                )
                for measure in group.measures
            ),
            elsewhere,
        )

    @property
    def words(self) -> tuple[str, ...]:
        told = [
            " ".join(filter(None, [f"{heading}:", *(f"{value} {sentence}" for value, sentence in numbers), about]))
            for heading, numbers, about in self.parts
        ]
        named = [f"{name}{f': {done}' if done else ''}" for name, done, _ in self.measures]
        return (*told, f"{MEASURES}: {wording.listed(named) or 'ingen av planens tiltak'}.")

    def items(self, room: Area) -> list[Item]:
        columns = len(self.parts) + 1
        wide = (room.width - BETWEEN * (columns - 1)) / columns
        items: list[Item] = []
        for place, heading in enumerate([*(part[0] for part in self.parts), MEASURES]):
            left = room.left + place * (wide + BETWEEN)
            head = written(Line(f"{place + 1}  {heading}", 19, BOLD), left, room.top, wide)
            top = room.top + 2 * one_line(19) + 4
            below = Area(left, top + 14, wide, room.end - top - 14)
            items += [head, Shape(RECTANGLE, Area(left, top, wide, 2), fill="first")]
            items += self._measures(below) if place == columns - 1 else self._part(place, below)
        return items

    def _part(self, place: int, room: Area) -> list[Item]:
        _, numbers, about = self.parts[place]
        if not numbers:
            inside = Area(room.left + 14, room.top + 12, room.width - 28, room.height - 24)
            texts = stacked([[Line(about, SENTENCE, colour="muted")]], inside, f"Mer står {self.elsewhere}")
            frame = Area(room.left, room.top, room.width, (texts[-1].area.end if texts else room.top) + 12 - room.top)
            return [Shape(DASHED, frame, line="axis", weight=1.5), *texts]
        # First, since what is left out is left out from the end.
        caveat = [[Line(about, SENTENCE - 1, colour="muted")]] if about else []
        blocks = [[Line(value, VALUE, SERIF, "first"), Line(sentence, SENTENCE)] for value, sentence in numbers]
        blocks = [*caveat, *blocks]
        return [*stacked(blocks, room, f"Mer står {self.elsewhere}", gap=16, scales=(1, 0.92, 0.85))]

    def _measures(self, room: Area) -> list[Item]:
        if not self.measures:
            return [
                written(Line("Ingen av planens tiltak.", SENTENCE, colour="muted"), room.left, room.top, room.width)
            ]
        blocks = [
            [Line(name, SENTENCE - 1, BOLD), *([Line(done, SENTENCE - 2, colour="muted")] if done else [])]
            for name, done, _ in self.measures
        ]
        texts = stacked(blocks, room, f"Flere tiltak står {self.elsewhere}", gap=18, scales=(1, 0.92, 0.85, 0.78))
        by_name = {name: counts for name, _, counts in self.measures}
        bars = [
            bar
            for text, after in zip(texts, [*texts[1:], None], strict=True)
            for bar in self._bar(by_name, text, after)
        ]
        return [*texts, *bars]

    @staticmethod
    def _bar(by_name: dict, text: Text, after: Text | None) -> list[Shape]:
        """How many tasks have each status, below the name of a measure that has been answered."""
        counts = by_name.get(text.text, ())
        if after is None or after.text in by_name or not counts:
            return []
        total, left = sum(count for _, count in counts), text.area.left
        shapes = []
        for kind, count in counts:
            wide = text.area.width * count / total
            colour = COLOURS.get(KIND_OF_STATUS[kind])
            area = Area(left, after.area.end + 2, max(wide - 2, 1), 8)
            shapes.append(Shape(RECTANGLE, area, fill=colour or "panel", line="" if colour else "outline", weight=1))
            left += wide
        return shapes


def _told(heading: str, part: Part) -> tuple[str, tuple[tuple[str, str], ...], str]:
    known = [fact for fact in part.facts if fact.value]
    numbers = tuple((wording.capitalised(fact.value), f"{fact.sentence} {fact.remark}".strip()) for fact in known)
    # What has been counted says what it was counted of; each share says so in its sentence.
    caveats = " ".join(dict.fromkeys(said for fact in known if fact.count for said in SENTENCES.split(fact.caveat)))
    return heading, numbers, caveats or part.hole or part.not_applicable
