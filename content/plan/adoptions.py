"""When the municipalities adopted the plan, and for which reporting years of KOSTRA that counts."""

import pandas as pd

from content import wording

ADOPTIONS = "select * from marts.plan_adoptions order by area collate nb"
ABOUT_KOSTRA = (
    "KOSTRA-skjema 7B gjelder et rapporteringsår, og publiseres i mars året etter. Det spør om kommunen har en plan "
    "som er politisk vedtatt, og som ikke er utløpt innen året. Slike planer «kjennetegnes ved» aktiviteter, "
    "framdriftsplan og milepæler. Om en plan uten milepæler regnes med, sier veiledningen ikke. Datoene alene gir "
    "derfor ikke svaret."
)
NO_END = "Uten sluttdato varer planen til den skal evalueres eller revideres."
WHICH_DATE = (
    " Om det er når den nye arbeidsgruppa skal være konstituert ({group_formed}), eller når revisjonen skal være "
    "ferdig ({revision_due}), sier veiledningen ikke: avklar det før dere svarer."
)


def table(adoptions: pd.DataFrame) -> pd.DataFrame:
    """The municipalities that have said anything of their adoption, a line each; from ADOPTIONS."""
    told = adoptions[adoptions[["adopted_on", "valid_until", "note"]].notna().any(axis="columns")]
    return pd.DataFrame(
        {
            "Kommune": told["area"],
            "Vedtatt": [wording.day_or(row.adopted_on, "Ikke oppgitt") for row in told.itertuples()],
            "Gjelder til": [wording.day_or(row.valid_until, "Ikke oppgitt") for row in told.itertuples()],
            "KOSTRA-skjema 7B, etter datoene": [kostra(row) for row in told.itertuples()],
            "Merknad": told["note"].fillna(""),
        }
    )


def sentences(adoptions: pd.DataFrame, dates: pd.DataFrame) -> list[str]:
    """What is lacking, and what the form asks for, each said once; from ADOPTIONS, and DATES in `decisions`."""
    missing, is_adopted = adoptions[adoptions["adopted_on"].isna()], adoptions["adopted_on"].notna()
    told = []
    if len(missing):
        together = "kommunen" if len(adoptions) == 1 else "alle kommunene"
        who = wording.listed(missing["area"]) if is_adopted.any() else together
        told.append(
            f"Oppgi vedtaksdato, så står det her hvilke rapporteringsår planen gjelder for. Datoen mangler for {who}."
        )
    if (is_adopted & adoptions["valid_until"].isna()).any():
        days = {row.date_id: wording.day(row.date) for row in dates.itertuples()}
        told.append(NO_END + (WHICH_DATE.format_map(days) if {"group_formed", "revision_due"} <= days.keys() else ""))
    return [*told, ABOUT_KOSTRA]


def kostra(adoption) -> str:
    """For which reporting years the dates of an adoption count, whenever it is asked; a row of ADOPTIONS.

    Form 7B asks for a plan that has not run out within the year. Never an answer: the form asks for more than dates.
    """
    if pd.isna(adoption.adopted_on):
        return "Oppgi vedtaksdato"
    if pd.isna(adoption.valid_until):
        return "Avklar sluttdato"
    first, until = adoption.adopted_on.year, adoption.valid_until
    last = until.year if (until.month, until.day) == (12, 31) else until.year - 1
    if last < first:
        return f"Gjelder ikke ut noe rapporteringsår: går ut {wording.day(until)}"
    return f"Gjelder for rapporteringsårene til og med {last}, ikke for {last + 1}"
