"""What the gate tells the head of the crisis centre: how each year is shown, why, and at what cost."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipelines.gate_memory import NOTHING, PARTS, TOGETHER, UNKNOWN, WHOLE, Outcome, Shown

WHAT = {
    PARTS: "{parts}",
    TOGETHER: "{together}",
    WHOLE: "bare hele senteret",
    NOTHING: "ingenting",
}


class Way(NamedTuple):
    """How a year is given away, in words."""

    doing: str
    done: str


WRITTEN = Way("Skrives det", "skrevet")
HANDED_IN = Way("Legges det inn", "lagt inn")
NEVER_SENT = "Bare hvis ingen fil med {0} noen gang er sendt fra krisesenteret: kjør kommandoen med --aldri-sendt {0}."


def named(areas: Mapping[str, str]) -> dict[str, str]:
    """What the areas are called within a sentence, from their names by role."""
    # «De to kommunene samlet» → «de to …», while the name of a place stays as it is.
    together = re.sub("^Den? ", lambda found: found[0].lower(), areas["samlet"])
    if "småkommuner" not in areas:
        return {"together": together, "parts": "hver kommune for seg", "a_part": "en kommune"}
    return {
        "together": together,
        "parts": "store kommuner hver for seg, og små kommuner samlet",
        "a_part": "en kommune, eller for de små kommunene samlet,",
    }


def told(year: int, before: Shown | None, now: Outcome, areas: Mapping[str, str], is_written: bool) -> str:
    """What is shown of a year and why; what writing it costs, while it is not written; the way out, if there is one.

    `areas` are their names by role.
    """
    sentences = [f"{year}: {shown(now, areas)}"]
    if not is_written:
        sentences.append(cost(before, now))
    if before is not None and now.level != now.finest:
        sentences.append(NEVER_SENT.format(year))
    return " ".join(sentences)


def shown(now: Outcome, areas: Mapping[str, str]) -> str:
    """What is shown of a year, and why."""
    shows = "ingenting blir vist" if now.level == NOTHING else f"det som vises, er {what(now.level, areas)}"
    return f"{shows}, fordi {now.why.format_map(named(areas))}."


def what(level: int, areas: Mapping[str, str]) -> str:
    return WHAT[level].format_map(named(areas))


def cost(before: Shown | None, now: Outcome, way: Way = WRITTEN) -> str:
    """What can not be undone when it is given away."""
    doing, done = way
    if before == now.shown:
        return f"{doing}, blir alt som det er."
    if before is None and now.level == NOTHING:
        return f"Året er ikke {done} før. {doing}, kan året aldri vises finere enn for hele senteret."
    if before is None or before.level == NOTHING:
        first = f"Året er ikke {done} før." if before is None else "Året har vært skjult til nå."
        never = "" if now.level == PARTS else ", aldri finere"
        return f"{first} {doing}, kan en rettelse siden bare vises slik eller skjules{never}."
    if before == UNKNOWN:
        return f"{doing}, skjules året for godt."
    if is_hidden_for_good(before, now):
        return f"{doing}, skjules året for godt: det kommer bare tilbake med akkurat de tallene som ble vist sist."
    if before.is_hidden:
        return f"{doing}, vises året igjen, slik det ble vist sist."
    return f"{doing}, vises de rettede tallene i stedet for dem som er vist før."


def is_hidden_for_good(before: Shown | None, now: Outcome) -> bool:
    """Does a year that has been shown disappear when it is given away, and does not come back with other numbers?"""
    return before not in (None, now.shown) and before.level != NOTHING and now.level == NOTHING


def forgetting(year: int, gated: str, memory: str) -> str:
    """What it means to forget a year."""
    return (
        f"{year} skal glemmes: tallene for {year} tas ut av {gated}, og det som huskes av året, ut av {memory}. "
        f"Siden vises {year} som om det aldri var vist. Andre år står som før.\n"
        f"Gjør det bare hvis ingen fil med {year} noen gang er sendt fra krisesenteret eller lagt inn i løsningen. "
        "Har noen den, kan de sammen med den neste regne ut et lite tall, og kjenne igjen en person.\n"
        f"Ingenting er skrevet ennå. Er du sikker, kjør kommandoen med --aldri-sendt {year} --skriv."
    )
