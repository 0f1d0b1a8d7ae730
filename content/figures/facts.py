"""Single numbers that stand in words: a value, the sentence it belongs to, and what it is not."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from content import warehouse, wording
from content.figures.sources import source_lines

ESTIMATE = "select * from marts.observations where observation_id = $id"
CENTRE = """
select * from marts.crisis_centre_use
where area_code = $area_code and user_group = $user_group and use = $use and in_plan
"""
CASES = """
select * from marts.advisory_cases
where area_code = $area_code and concern = 'alle saker' and age_group = 'alle' and in_plan
"""


@dataclass(frozen=True, eq=False)
class Fact:
    """One row of a mart told in words."""

    id: str
    select: str
    parameters: dict
    value: Callable[[pd.Series], str]
    sentence: str
    caveat: str


@dataclass(frozen=True)
class Told:
    """A fact on one version, with its source line."""

    value: str
    source: str


def tell(fact: Fact, version: str) -> Told | None:
    """The value and source line of the fact; None when its row is missing."""
    return warehouse.once(_tell, version, fact, fact.parameters)


def _tell(version: str, fact: Fact, asked: dict) -> Told | None:
    found = warehouse.query(version, fact.select, asked)
    if found.empty:
        return None
    return Told(fact.value(found.iloc[0]), source_lines(version, found)[0])


def _amount(row: pd.Series) -> str:
    return f"{row['precision']} {wording.number(row['amount'])}"


YOUTH_SEVERE = Fact(
    "youth_severe",
    ESTIMATE,
    {"id": "youth_severe_2019"},
    wording.share,
    "av ungdom 12–16 år oppgir alvorlig fysisk vold fra en voksen hjemme.",
    "Gjelder hele landet, ikke våre kommuner.",
)
WOMEN_PARTNER = Fact(
    "women_partner",
    ESTIMATE,
    {"id": "partner_severe_2023_women"},
    wording.share,
    "kvinner 18–74 år oppgir alvorlig vold fra partner noen gang i livet.",
    "Gjelder hele landet og hele livet, ikke ett år.",
)
CENTRE_ADULTS = Fact(
    "centre_adults",
    CENTRE,
    {"area_code": "hamar_krisesenter", "user_group": "voksne", "use": "brukere"},
    _amount,
    "voksne bruker Hamar krisesenter hvert år.",
    "Planen oppgir ikke årstall. Tallet sier ikke om flere er utsatt, eller om flere finner hjelp.",
)
CENTRE_CHILDREN = Fact(
    "centre_children",
    CENTRE,
    {"area_code": "hamar_krisesenter", "user_group": "barn", "use": "brukere"},
    _amount,
    "barn kommer i tillegg.",
    "Planen oppgir ikke årstall.",
)
IMMIGRANT_RESIDENTS = Fact(
    "immigrant_residents",
    CENTRE,
    {"area_code": "0", "user_group": "alle", "use": "beboere med innvandrerbakgrunn"},
    lambda row: row["wording"].split(" av ")[0],
    "av beboerne på landets krisesentre i 2019 hadde innvandrerbakgrunn.",
    "Sier ikke hvor utbredt vold er i noen gruppe: tallet gjelder bare dem som bodde på et krisesenter.",
)
INNLANDET_CASES = Fact(
    "innlandet_cases",
    CASES,
    {"area_code": "34"},
    lambda row: wording.number(row["cases"]),
    "personer bosatt i Innlandet var omfattet av Kompetanseteamets saker i 2021.",
    "Planen skriver at det kan antas at det reelle antallet saker er høyere enn det som er drøftet med teamet.",
)
ADVISORY_2021 = Fact(
    "advisory_2021",
    CASES,
    {"area_code": "0"},
    lambda row: wording.number(row["cases"]),
    "saker i 2021 der Kompetanseteamet ga råd.",
    "Gjelder hele landet. Planen oppgir ikke hvor mange personer sakene gjelder.",
)
ADVISORY_UNDER_18_SHARE = Fact(
    "advisory_under_18_share",
    "select * from marts.advisory_cases where age_group = 'under 18 år' and percent is not null and in_plan",
    {},
    lambda row: wording.percent(row["percent"]),
    "av henvendelsene i 2021 gjaldt barn og unge under 18 år.",
    "Gjelder hele landet.",
)
REVICTIMISATION = Fact(
    "revictimisation",
    ESTIMATE,
    {"id": "revictimisation_2023"},
    wording.share,
    "høyere sannsynlighet for ny vold som voksen blant dem som opplevde tre typer vold som barn.",
    "Sammenlignet med personer uten voldserfaring i barndommen, med planens ord. Sier ikke at det går slik for den "
    "enkelte, og planen oppgir ikke hvordan sannsynligheten er regnet.",
)
MET_SERVICES = Fact(
    "met_services",
    ESTIMATE,
    {"id": "youth_met_services_2019"},
    wording.share,
    "av de utsatte ungdommene hadde ifølge undersøkelsen vært i kontakt med tjenester.",
    "Sier ikke hvilke tjenester, eller hvorfor de øvrige ikke hadde det.",
)
FACTS = (
    ADVISORY_2021,
    ADVISORY_UNDER_18_SHARE,
    YOUTH_SEVERE,
    WOMEN_PARTNER,
    CENTRE_ADULTS,
    CENTRE_CHILDREN,
    IMMIGRANT_RESIDENTS,
    INNLANDET_CASES,
    REVICTIMISATION,
    MET_SERVICES,
)
FIRST = (YOUTH_SEVERE, WOMEN_PARTNER, CENTRE_ADULTS, CENTRE_CHILDREN, INNLANDET_CASES)
"""Those that are told before all others."""
NOT_COMPARABLE = "Tallene måler ulike ting i ulike grupper og kan ikke sammenlignes med hverandre."
