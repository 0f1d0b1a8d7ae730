"""What a national share would mean for the people who live here: worked examples, never figures of a municipality."""

import pandas as pd

from content import charts, warehouse, wording
from content.figures import sentences as say
from content.figures.figure import Figure, Finding
from content.figures.shares import answered, share_of

TOGETHER = "samlet"
"""The role of the area that is all of them together."""
EXAMPLE = """
select
    *,
    printed_percent as value, percent_low as low, percent_high as high, 'prosent' as unit,
    persons_low as band_low, persons_high as band_high,
    format('{} {}', estimate_id, area_code) as comparable_group
from (select * exclude (percent) from marts.worked_examples)
where if($estimate is null, is_first, estimate_id = $estimate) and $area in (area_type, area)
"""
OPTIONS = """
select
    estimate_id,
    violence,
    sex,
    worked_examples.age_from,
    worked_examples.age_to,
    sources.year
from marts.worked_examples
inner join marts.sources using (source_id)
where area_type = 'samlet'
order by
    worked_examples.population = 'befolkningen',
    not is_first,
    sources.year desc,
    worked_examples.violence,
    worked_examples.sex
"""
LARGE_ENOUGH = "select estimate_id from marts.worked_examples where area = $area limit 1"
PERSONS = {"kvinner": "kvinner", "menn": "menn", "begge": "innbyggere"}


def example_area(version: str, area: str) -> str:
    """The municipality where it is large enough for a worked example of its own, else all together."""
    return TOGETHER if warehouse.query(version, LARGE_ENOUGH, {"area": area}).empty else area


def options(version: str) -> dict[str, str]:
    """Estimate → what it is called where it is chosen; the first one first."""
    return {row.estimate_id: option(row) for row in warehouse.query(version, OPTIONS).itertuples()}


def option(row) -> str:
    """«Alvorlig vold fra partner, kvinner 18–74 år (2023)»; from a row of OPTIONS."""
    who = "" if row.sex == "begge" else f"{row.sex} "
    return f"{row.violence}, {who}{wording.ages(row.age_from, row.age_to)} ({row.year})"


def prepare_example(frame: pd.DataFrame) -> pd.DataFrame:
    """One band."""
    return frame.assign(
        name=frame["violence"],
        share=[wording.share(row) for _, row in frame.iterrows()],
        share_of_whom=lambda made: [
            share_of({**row, "subgroup": None, "whom": "dem som svarte", "is_part": False})
            for _, row in made.iterrows()
        ],
        asked=[f"{PERSONS[row.sex]} {wording.ages(row.age_from, row.age_to)}" for row in frame.itertuples()],
        label=[f"{wording.number(row.band_low)}–{wording.number(row.band_high)}" for row in frame.itertuples()],
        inhabitants_text=[
            f"{wording.number(row.inhabitants)} (1.1.{row.population_year})" for row in frame.itertuples()
        ],
        uncertainty="Regneeksempel",
        point=None,
        low=frame["band_low"].astype(float),
        high=frame["band_high"].astype(float),
        is_interval=False,
        unit="personer",
    ).astype({"point": float})


def example_found(frame: pd.DataFrame) -> Finding:
    row = frame.iloc[0]
    return Finding(
        say.EXAMPLE_FOUND(
            low=wording.number(row["band_low"]),
            high=wording.number(row["band_high"]),
            inhabitants=wording.number(row["inhabitants"]),
            asked=row["asked"],
        )
    )


def example_can_say(frame: pd.DataFrame) -> list[str]:
    """What the share would mean, and that it is no figure of the area."""
    row = frame.iloc[0]
    is_together = row["area_type"] == TOGETHER
    sentences = [
        say.EXAMPLE_IS_NONE(whom="kommunene" if is_together else "kommunen"),
        say.EXAMPLE(
            violence=row["violence"],
            answered=answered(row["share_of_whom"]),
            recall_period=row["recall_period"],
            area=_area(row).removesuffix(" samlet"),
            low=wording.number(row["band_low"]),
            high=wording.number(row["band_high"]),
            inhabitants=wording.number(row["inhabitants"]),
            asked=row["asked"],
            year=row["population_year"],
        ),
    ]
    if row["population"].startswith("hjemmeboende"):
        sentences.append(say.EXAMPLE_AT_HOME())
    return sentences


def _area(row: pd.Series) -> str:
    """Within a sentence: a municipality has a capital, all of them together has not."""
    return wording.uncapitalised(row["area"]) if row["area_type"] == TOGETHER else row["area"]


WORKED_EXAMPLE = Figure(
    id="worked_example",
    question="Hva ville den nasjonale andelen bety her?",
    page="kommune",
    select=EXAMPLE,
    scope=lambda frame: (
        f"Et regneeksempel. {wording.capitalised(frame['asked'].iloc[0])}, {_area(frame.iloc[0])}, folketallet "
        f"1.1.{frame['population_year'].iloc[0]}."
    ),
    prepare=prepare_example,
    chart=charts.Estimates,
    finding=example_found,
    can_say=example_can_say,
    cannot_say=(
        "Hvor mange som er utsatt her: undersøkelsen er nasjonal.",
        "Noe om forskjellen mellom to kommuner: andelen er den samme, bare folketallet er ulikt.",
        "Hvor mange som trenger hjelp i løpet av et år: en andel som gjelder hele livet eller oppveksten, kan ikke ses "
        "mot ett års brukere.",
    ),
    definition=(
        "Den nasjonale andelen ganget med folketallet i nøyaktig den alderen som ble spurt. Båndet tar med "
        "usikkerheten i andelen (95 %-intervallet, eller spennet som er oppgitt), avrundingen av den og "
        "tilfeldighetene i en liten befolkning, og er selv grovt avrundet. Små kommuner vises bare sammen med de "
        "andre, fordi båndet for dem alene ville vært for bredt."
    ),
    columns={
        "name": "Gjelder",
        "area": "Område",
        "asked": "Hvem",
        "share": "Andel i landet",
        "inhabitants_text": "Folketall",
        "label": "Regneeksempel, personer",
    },
    numbers={"inhabitants": "Folketall (tall)", "low": "Fra (tall)", "high": "Til (tall)"},
    empty=f"Ingen folketall er lagt inn for alderen som ble spurt. {wording.ASK_THE_KEEPER}",
    parameters={"estimate": None, "area": TOGETHER},
)
