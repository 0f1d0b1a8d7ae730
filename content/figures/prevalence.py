"""How many are exposed: one figure a comparable group of estimates."""

import pandas as pd

from content import charts, wording
from content.figures.figure import ASK_THE_KEEPER, Figure

ANY = "alle"
ESTIMATES = """
select
    source_id, in_plan, plan_section, comparable_group, violence, subgroup, population, sex, age_from, age_to,
    recall_period, percent, percent_low, percent_high, persons_low, persons_high, ratio, precision, wording,
    base, base_origin, ci_low, ci_high, ci_origin, missing_reason
from marts.prevalence
where
    source_id = $source_id
    and recall_period is not distinct from $recall_period
    and $violence in ('alle', violence)
    and $population in ('alle', population)
    and $sex in ('alle', sex)
    and $survey in ('alle', source_id)
order by
    max(coalesce(percent, percent_high, percent_low, persons_high)) over (partition by violence) desc nulls last,
    violence,
    percent desc nulls last,
    sex
"""
ESTIMATE_COLUMNS = {
    "violence": "Gjelder",
    "who": "Hvem",
    "share": "Oppgitt",
    "uncertainty": "Usikkerhet",
    "answers": "Antall svar",
    "wording": "Ordlyd",
}
NO_NUMBERS = "Planen oppgir ingen tall."
ONE_END = ("over", "nesten", "nær")
"""Precisions of which only the one end is known."""
WHO = {"kvinner": "Kvinner", "menn": "Menn", "begge": "Kvinner og menn"}
SURVEYS_CANNOT = (
    "Hvor mange som er utsatt i de ni kommunene, eller om andelen endrer seg: undersøkelsen er nasjonal, "
    "og de andre undersøkelsene har andre befolkninger og metoder.",
)


def prepare_estimates(frame: pd.DataFrame) -> pd.DataFrame:
    """Texts, and the numbers on the axis: percent, or persons where the source counts persons."""
    in_persons = frame["persons_low"].notna() | frame["persons_high"].notna()
    has_number = frame["missing_reason"].isna()
    return frame.assign(
        has_number=has_number,
        name=frame["subgroup"].map(wording.capitalised, na_action="ignore").fillna(frame["violence"]),
        who=frame["subgroup"].map(wording.capitalised, na_action="ignore").fillna(frame["sex"].map(WHO)),
        share=[
            wording.share(row)
            if row["missing_reason"] is None or pd.isna(row["missing_reason"])
            else row["missing_reason"]
            for _, row in frame.iterrows()
        ],
        uncertainty=[_uncertainty(row) for _, row in frame.iterrows()],
        answers=[_answers(row) for _, row in frame.iterrows()],
        point=frame["percent"],
        low=frame["ci_low"].fillna(frame["percent_low"]).fillna(frame["persons_low"].astype(float)),
        high=frame["ci_high"].fillna(frame["percent_high"]).fillna(frame["persons_high"].astype(float)),
        is_interval=frame["percent"].notna(),
        unit=in_persons.map({True: "personer", False: "prosent"}),
    ).assign(label=lambda made: [_label(row) for _, row in made.iterrows()])


def estimates_can_say(frame: pd.DataFrame) -> list[str]:
    """A sentence a kind of violence; what the plan only says in words is quoted."""
    numbered = frame[frame["has_number"]]
    sentences = []
    for violence, rows in numbered.groupby("violence", sort=False):
        shares = wording.listed([share_of(row) for _, row in rows.iterrows()])
        if (rows["precision"] == "mellom").all():
            sentences.append(f"{violence}: anslått til {shares}.")
        else:
            sentences.append(f"{violence}: {answered(shares)}.")
    return sentences + [
        f"Planen skriver: {wording.quoted(text)}" for text in frame.loc[~frame["has_number"], "wording"]
    ]


def estimates_scope(frame: pd.DataFrame) -> str:
    """«Prosent av befolkningen 18–75 år, noen gang i livet. Norge.»"""
    first = frame.iloc[0]
    ages = wording.ages(first["age_from"], first["age_to"])
    period = first["recall_period"] if pd.notna(first["recall_period"]) else "periode ikke oppgitt"
    if not frame["has_number"].any():
        return f"{NO_NUMBERS} Norge."
    unit = "Antall personer," if first["unit"] == "personer" else "Prosent av"
    marks = [
        *(["Tynn strek: 95 %-intervall."] if frame["ci_low"].notna().any() else []),
        *(["Bred strek: spenn som er oppgitt."] if (frame["precision"] == "mellom").any() else []),
        *(["Pil: bare den ene enden er oppgitt."] if frame["precision"].isin(ONE_END).any() else []),
    ]
    asked = " ".join(part for part in (first["population"], ages) if part)
    return " ".join([f"{unit} {asked}, {period}. Norge.", *marks])


def estimates_definition(frame: pd.DataFrame) -> str:
    """What the share is of, and of each mark that is drawn what it is."""
    is_estimated, has_interval = frame["precision"].eq("mellom"), frame["ci_low"].notna().any()
    is_share = frame["has_number"] & ~is_estimated & frame["unit"].eq("prosent")
    is_without = frame["percent"].notna() & frame["ci_low"].isna()
    told = {
        "Andelen er av dem som svarte i undersøkelsen.": is_share.any(),
        "Anslag er regnet om til befolkningen av dem som laget undersøkelsen.": is_estimated.any(),
        "Tynne streker er 95 %-intervaller (Wilson), beregnet fra andelen og antall svar av samme kjønn.": has_interval,
        "En bred strek er et spenn som er oppgitt.": is_estimated.any(),
        "En pil betyr at bare den ene enden er oppgitt.": frame["precision"].isin(ONE_END).any(),
        "Undersøkelser med vekting har større usikkerhet enn intervallet viser.": has_interval,
        "Usikkerheten kan ikke beregnes: antall svar er ikke oppgitt.": is_without.any(),
    }
    return " ".join(sentence for sentence, is_so in told.items() if is_so) or NO_NUMBERS


def answered(shares: str) -> str:
    """«9,2 % av kvinnene oppgir dette»; a clause («dem som svarte») is closed by a comma."""
    return f"{shares}{',' if shares.endswith('som svarte') else ''} oppgir dette"


def share_of(row: pd.Series) -> str:
    """«9,2 % av kvinnene», «én av ti kvinner»: a share with those it is a share of."""
    # Where the plan names no survey, it names no one who answered.
    all_of_them = row["population"] if row["source_id"] == "plan" else "dem som svarte"
    group = {"kvinner": ("kvinner", "kvinnene"), "menn": ("menn", "mennene"), "begge": ("", all_of_them)}[row["sex"]]
    if row["unit"] == "personer":
        return row["share"]
    if row["precision"] == "mellom":
        return f"{row['share']} av {row['population']} {wording.ages(row['age_from'], row['age_to'])}".strip()
    if "én av" in row["share"]:
        return f"{row['share']} {group[0]}".strip()
    return f"{row['share']} av {group[1] if pd.isna(row['subgroup']) else row['subgroup']}"


def _label(row: pd.Series) -> str:
    if row["unit"] == "personer":
        return row["share"].removesuffix(" personer")
    return row["share"] if row["sex"] == "begge" else f"{row['who']}: {row['share']}"


def _uncertainty(row: pd.Series) -> str:
    if pd.notna(row["ci_low"]):
        is_as_printed = row["ci_origin"] == "Beregnet fra oppgitt andel"
        rounded = "" if is_as_printed else f", {wording.uncapitalised(row['ci_origin'])}"
        low, high = wording.decimal(row["ci_low"]), wording.decimal(row["ci_high"])
        return f"{low}–{high}{wording.NO_BREAK_SPACE}% (95 %-intervall{rounded})"
    if pd.notna(row["missing_reason"]):
        return ""
    if row["precision"] in ONE_END:
        return "Bare den ene enden er oppgitt"
    if row["precision"] == "mellom":
        return "Oppgitt som et spenn"
    return "Kan ikke beregnes: antall svar er ikke oppgitt"


def _answers(row: pd.Series) -> str:
    return "Ikke oppgitt" if pd.isna(row["base"]) else f"{wording.number(row['base'])} ({row['base_origin'].lower()})"


def _estimates(id: str, question: str, source_id: str, recall_period: str | None, *cannot_say: str) -> Figure:
    return Figure(
        id=id,
        question=question,
        page="omfang",
        select=ESTIMATES,
        scope=estimates_scope,
        prepare=prepare_estimates,
        chart=charts.Estimates,
        can_say=estimates_can_say,
        cannot_say=cannot_say + SURVEYS_CANNOT,
        definition=estimates_definition,
        columns=ESTIMATE_COLUMNS,
        numbers={
            "percent": "Prosent (tall)",
            "low": "Nedre grense (tall)",
            "high": "Øvre grense (tall)",
            "base": "Antall svar (tall)",
        },
        empty=f"Ingen tall fra undersøkelsen er lagt inn. {ASK_THE_KEEPER}",
        parameters={
            "source_id": source_id,
            "recall_period": recall_period,
            "violence": ANY,
            "population": ANY,
            "sex": ANY,
            "survey": ANY,
        },
    )


ADULTS_2023 = _estimates(
    "adults_2023",
    "Hvor mange voksne har opplevd partnervold? (spurt 2021–2022)",
    "nkvts_2023",
    "noen gang i livet",
    "Hvor mange som utsettes i løpet av ett år: tallet gjelder hele livet.",
)
ADULTS_2014 = _estimates(
    "adults_2014",
    "Hvor mange voksne har opplevd voldtekt og partnervold? (spurt 2013)",
    "nkvts_2014",
    "noen gang i livet",
    "Hvor mange som utsettes i løpet av ett år: tallet gjelder hele livet.",
)
CHILDHOOD_2023 = _estimates(
    "childhood_2023",
    "Hvor mange voksne ble utsatt for vold i barndommen?",
    "nkvts_2023",
    "i barndommen",
    "Hvor mange barn som utsettes i dag: voksne forteller om sin egen barndom.",
)
CHILDHOOD_PLAN = _estimates(
    "childhood_plan",
    "Hvor mange oppgir alvorlig vold fra foreldre?",
    "plan",
    "i oppveksten",
    "Hvilken undersøkelse tallet er fra: planen oppgir det ikke.",
)
ABUSE_BEFORE_18 = _estimates(
    "sexual_abuse_before_18",
    "Hvor mange oppgir seksuelle overgrep før de fylte 18 år?",
    "plan",
    "før fylte 18 år",
    "Hvilken undersøkelse tallet er fra: planen oppgir det ikke.",
)
ELDERLY_PERSONS = _estimates(
    "elderly_persons",
    "Hvor mange eldre er utsatt etter at de fylte 65 år?",
    "nkvts_2017",
    "etter fylte 65 år",
    "Noe om eldre på sykehjem: bare hjemmeboende ble spurt.",
)
ELDERLY_LAST_YEAR = _estimates(
    "elderly_last_year",
    "Hvor mange eldre har erfart vold det siste året?",
    "nkvts_2017",
    "siste år",
    "Noe om eldre på sykehjem: bare hjemmeboende ble spurt.",
    "Hvilken alder tallet gjelder, helt nøyaktig: planen skriver «fra 65 år», undersøkelsen gjelder 66–90 år.",
)
DISABILITY = _estimates(
    "disability",
    "Er personer med funksjonsnedsettelse mer utsatt for vold eller trusler?",
    "ssb_levekar_2018",
    None,
    "Hvor sikkert skillet er: antall svar er ikke oppgitt.",
)
