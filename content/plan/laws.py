"""What the laws say: those that touch what the plan is about, in our words, and apart from them the plan's own."""

from itertools import groupby

import pandas as pd

from content import warehouse, wording

LAWS = "select * from marts.laws"
PLAN_LAWS = "select * from marts.plan_laws"
MEASURES_OF = "select measure_no from marts.measure_tasks where area = $area and not is_joint"
NONE_FOUND = "ingen funnet"
TOUCHING = "Lov på området"
NOT_ASSESSED = "Om loven krever dette tiltaket, er ikke vurdert her."
HEADING = f"{TOUCHING}. {NOT_ASSESSED}"
NO_LAW = "Ingen av lovene på lista."
EMPTY = f"Ingen lover er lagt inn. {wording.ASK_THE_KEEPER}"
PLANS_OWN = "Planens egne ord om lovene"


def touched(version: str, area: str) -> str:
    """«Barnehageloven (tiltak 1 og 5). …»: each law that touches a measure of the municipality, named once."""
    own = set(warehouse.query(version, MEASURES_OF, {"area": area})["measure_no"])
    measures: dict[str, set[int]] = {}
    for row in warehouse.query(version, LAWS).itertuples():
        measures.setdefault(_name(row), set()).update(own.intersection(row.measure_nos))
    return " ".join(
        f"{wording.capitalised(law)} (tiltak\u00a0{wording.listed([str(number) for number in sorted(numbers)])})."
        for law, numbers in measures.items()
        if numbers
    )


def names_of(laws: pd.DataFrame, measure_no: int) -> list[str]:
    """«barnehageloven», «folkehelseloven»: the laws that touch a measure, by name; from LAWS."""
    return list(dict.fromkeys(_name(row) for row in laws.itertuples() if measure_no in row.measure_nos))


def _name(row) -> str:
    """A new law and the one it takes the place of have one name."""
    return row.law.partition(" (")[0]


def of_measure(laws: pd.DataFrame, measure_no: int) -> str:
    """«Barnehageloven § 2 b og § 46. …» and what is not said by it; else that none does. From LAWS."""
    touching = [row for row in laws.itertuples() if measure_no in row.measure_nos]
    told = [
        f"{wording.capitalised(law)} {wording.listed([row.paragraph for row in rows])}."
        for law, rows in groupby(touching, key=lambda row: row.law)
    ]
    return unbroken(" ".join([*told, NOT_ASSESSED])) if told else NO_LAW


def in_short(laws: pd.DataFrame) -> str:
    """«Barnehageloven § 2 b og § 46 (tiltak 1 og 5). …»: each law once, with the measures it touches; from LAWS."""
    found = [row for row in laws.itertuples() if row.duty != NONE_FOUND]
    told = []
    for law, of_law in groupby(found, key=lambda row: row.law):
        rows = list(of_law)
        numbers = sorted({number for row in rows for number in row.measure_nos})
        touches = f" (tiltak\u00a0{wording.listed([str(number) for number in numbers])})" if numbers else ""
        told.append(f"{wording.capitalised(law)} {wording.listed([row.paragraph for row in rows])}{touches}.")
    return unbroken(" ".join([*told, *(row.summary for row in laws.itertuples() if row.duty == NONE_FOUND)]))


def sentences(laws: pd.DataFrame) -> list[str]:
    """Each law in a Markdown sentence or two, also the one that touches no single measure; from LAWS."""
    return [_sentence(row) for row in laws.itertuples()]


def checked(laws: pd.DataFrame) -> str:
    """Of which day the texts are, and whose reading this is; from LAWS."""
    days = wording.listed([wording.day(day) for day in sorted(laws["checked_on"].unique())])
    return (
        f"Etter Lovdatas åpne data {days}; senere endringer er ikke med. Gjengitt med våre ord, og hvilke tiltak en "
        "lov angår, er vår lesning."
    )


def plans_own(plan_laws: pd.DataFrame) -> str:
    """The heading of the plan's own words, with where they stand; from PLAN_LAWS."""
    return PLANS_OWN if plan_laws.empty else f"{PLANS_OWN} ({wording.chapters(plan_laws['plan_section'])})"


def plan_sentences(plan_laws: pd.DataFrame) -> list[str]:
    """Each law in the plan's own words; from PLAN_LAWS."""
    return [
        f"**{unbroken(' '.join(filter(pd.notna, (row.law, row.paragraphs))))}:** {wording.quoted(row.wording)}"
        for row in plan_laws.itertuples()
    ]


def told(version: str) -> tuple[list[str], str, str, list[str]]:
    """The laws, of which day they are, and the plan's own words below their heading; made once a version."""
    laws, plan_laws = warehouse.query(version, LAWS), warehouse.query(version, PLAN_LAWS)
    about = checked(laws) if len(laws) else ""
    return sentences(laws), about, plans_own(plan_laws), plan_sentences(plan_laws)


def unbroken(text: str) -> str:
    """A sign is not torn from its number. The hyphen stays an ordinary one: «15-1» must be found by who searches."""
    return text.replace("§ ", "§\u00a0")


def _sentence(row) -> str:
    if row.duty == NONE_FOUND:
        return row.summary
    name = unbroken(f"{wording.capitalised(row.law)} {row.paragraph}")
    linked = f"**{name}**" if pd.isna(row.address) else f"[{name}]({row.address})"
    told = [f"{linked} ({row.duty}: {wording.uncapitalised(row.addressee)}): {wording.uncapitalised(row.summary)}"]
    if pd.notna(row.in_force_on):
        told.append(f"Gjelder slik fra {wording.day(row.in_force_on)}.")
    if pd.notna(row.note):
        told.append(row.note)
    if len(row.measure_nos):
        told.append(f"Angår tiltak {wording.listed([str(number) for number in row.measure_nos])}.")
    return " ".join(told)
