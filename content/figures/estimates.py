"""Estimates with their uncertainty: how an indicator of that kind is drawn and told."""

import re
from collections.abc import Callable
from functools import partial

import pandas as pd

from content import charts, wording
from content.figures import sentences as say
from content.figures.figure import NONE_ENTERED, OF_INTERVAL, OF_ONE_END, OF_RANGE, UNCONFIRMED, Figure, Finding
from content.figures.indicator import EVERY_YEAR, Indicator
from content.figures.shares import SEVERAL, closed, marked, remarked, share_of, short_mark
from content.warehouse import ANY

ASKED = "undersøkelse"
"""The method of an indicator that people have answered about."""
FILTERS = ("category", "population", "subgroup", "sex", "survey", "printed")
"""What a reader may choose among the numbers of an indicator."""
ESTIMATES = """
select
    observations.*,
    areas.area_type
from marts.observations
inner join marts.areas using (area_code)
where
    indicator_id in ($indicator, $beside)
    and $category in ('alle', category)
    and $population in ('alle', population)
    and $subgroup in ('alle', subgroup)
    and $sex in ('alle', sex)
    and $survey in ('alle', source_id)
    and $printed in ('alle', if(in_plan, 'planen', 'tillegg'))
    and coalesce(year between $year_from and $year_to, true)
order by
    year desc nulls last,
    max(coalesce(value, high, low)) over (partition by category) desc nulls last,
    category,
    value desc nulls last,
    sex
"""
COLUMNS = {
    "category": "Gjelder",
    "who": "Hvem",
    "share": "Oppgitt",
    "uncertainty": "Usikkerhet",
    "answers": "Antall svar",
    "wording": "Ordlyd",
    "remark": "Merknad",
}
IN_ALL = "Antall i alt"
"""What the column of answers is called where somebody has counted."""
NO_NUMBERS = "Planen oppgir ingen tall."
ONE_END = ("over", "godt over", "nesten", "nær")
"""Precisions of which only the one end is known."""
LONGEST_FINDING = 90
"""Letters that a heading has room for in two lines."""
WHO = {
    "kvinner": "Kvinner",
    "menn": "Menn",
    "jenter": "Jenter",
    "gutter": "Gutter",
    "begge": "Kvinner og menn",
    "ukjent": "Ukjent kjønn",
}
UNITS = {
    "prosent": "Prosent av",
    "personer": "Antall personer,",
    "antall": "Antall",
    "kroner": "Kroner,",
    "døgn": "Døgn,",
    "ganger": "Hvor mange ganger så stor andelen er,",
}
"""Unit of an indicator → how its scope begins."""


def estimates(indicator: Indicator) -> Figure:
    """The figure of an indicator."""
    is_asked = indicator.method == ASKED
    return Figure(
        **indicator.declared,
        select=ESTIMATES,
        scope=scope,
        prepare=partial(prepare, whom=indicator.whom, is_asked=is_asked),
        chart=charts.Estimates,
        finding=partial(finding, is_asked=is_asked),
        can_say=partial(can_say, is_asked=is_asked),
        definition=partial(definition, indicator=indicator),
        columns=COLUMNS if is_asked else COLUMNS | {"answers": IN_ALL},
        numbers={
            "value": f"{wording.capitalised(indicator.unit)} (tall)",
            "low": "Nedre grense (tall)",
            "high": "Øvre grense (tall)",
            "base": f"{COLUMNS['answers'] if is_asked else IN_ALL} (tall)",
        },
        empty=NONE_ENTERED,
        parameters={"indicator": indicator.id, "beside": indicator.id, **dict.fromkeys(FILTERS, ANY), **EVERY_YEAR},
    )


def prepare(frame: pd.DataFrame, whom: str | None, is_asked: bool) -> pd.DataFrame:
    """Texts, and the numbers on the axis, in the unit of the indicator."""
    subgroup = frame["subgroup"].map(wording.capitalised, na_action="ignore")
    counted = frame["population"].map(wording.capitalised)
    years = ", " + frame["year"].astype("Int64").astype("string")
    areas = ", " + frame["area"]
    category = (
        frame["category"]
        + (areas if frame["area"].nunique() > 1 else "")
        + (years if frame["year"].nunique() > 1 else "")
    )
    rows = [row for _, row in frame.iterrows()]
    return frame.assign(
        has_number=frame["missing_reason"].isna(),
        category=category,
        what=frame["category"],
        name=subgroup.fillna(category),
        # Of what has been counted without regard to sex, it is said what it is.
        who=subgroup.fillna(frame["sex"].map(WHO).where(is_asked | frame["sex"].ne("begge"), counted)),
        share=[wording.share(row) if pd.isna(row["missing_reason"]) else row["missing_reason"] for row in rows],
        uncertainty=[_uncertainty(row) for row in rows],
        answers=[_answers(row) for row in rows],
        point=frame["value"],
        low=frame["ci_low"].fillna(frame["low"]),
        high=frame["ci_high"].fillna(frame["high"]),
        is_interval=frame["value"].notna(),
        remark=[remarked(row, row["note"]) for row in rows],
        whom=whom,
        # The people who were asked give a share of each sex; of what has been counted, a sex is a part of the whole.
        is_part=(not is_asked and whom is not None) & frame["unit"].eq("prosent"),
        is_change=(not is_asked and whom is None) & frame["unit"].eq("prosent"),
    ).assign(label=lambda made: [_label(row) for _, row in made.iterrows()])


def finding(frame: pd.DataFrame, is_asked: bool) -> Finding:
    """What the first category says; with its period where there is room for it."""
    numbered = frame[frame["has_number"]]
    if numbered.empty:
        return Finding(say.ONLY_IN_WORDS())
    rows = numbered[numbered["category"] == numbered["category"].iloc[0]]
    shares, mark = wording.listed([share_of(row) for _, row in rows.iterrows()]), short_mark(rows)
    first, year = rows.iloc[0], f" ({rows['year'].iloc[0]:.0f})" if numbered["year"].nunique() > 1 else ""
    where = _where(first)
    if not is_asked or (rows["unit"] == "ganger").all():
        found = say.FOUND_COUNT(where=where, category=first["what"] + year, shares=shares, mark=mark)
        return Finding(found, told=1)
    period = "" if pd.isna(first["recall_period"]) else f" {first['recall_period']}"
    if (rows["precision"] == "mellom").all():
        return _within_lines(
            lambda period: say.FOUND_ESTIMATE(
                where=where, category=first["what"] + year, shares=shares, period=period, mark=mark
            ),
            f",{period}" if period else "",
        )
    what = wording.uncapitalised(first["what"])
    # What has a comma in it is closed by one where a period follows.
    period = f",{period}" if period and ", " in what else period
    shares = closed(shares) if where else wording.capitalised(closed(shares))
    return _within_lines(
        lambda period: say.FOUND(where=where, shares=shares, what=what, period=period + year, mark=mark), period
    )


def _where(row: pd.Series) -> str:
    """Said before what is not of the whole country, which is else taken for it."""
    return "" if row["area_type"] == "land" else f"{row['area']}: "


def _within_lines(told: Callable[[str], str], period: str) -> Finding:
    """With the period, unless the heading grows too long."""
    whole = told(period)
    return Finding(whole if len(whole) <= LONGEST_FINDING else told(""), told=1)


def can_say(frame: pd.DataFrame, is_asked: bool) -> list[str]:
    """A sentence a category; what the plan only says in words is quoted."""
    numbered = frame[frame["has_number"]]
    sentences = []
    for category, rows in numbered.groupby("category", sort=False):
        shares = wording.listed([share_of(row) for _, row in rows.iterrows()])
        if not is_asked or (rows["unit"] == "ganger").all():
            template = say.COUNTED
        elif (rows["precision"] == "mellom").all():
            template = say.ESTIMATED
        else:
            template, shares = say.ANSWERED, closed(shares)
        # Where there are several, each is named in its category.
        where = _where(rows.iloc[0]) if frame["area"].nunique() == 1 else ""
        sentences.append(template(where=where, category=category, shares=shares, mark=marked(rows)))
    in_words = frame.loc[~frame["has_number"], "wording"]
    return sentences + [say.PLAN_SAYS(words=wording.quoted(text)) for text in in_words]


def scope(frame: pd.DataFrame) -> str:
    """«Hele landet. Prosent av befolkningen 18–75 år, noen gang i livet.»"""
    first = frame.iloc[0]
    is_whole = frame["area_type"] == "land"
    where = wording.listed(list(dict.fromkeys(frame["area"].mask(is_whole, wording.WHOLE_COUNTRY))))
    if not frame["has_number"].any():
        return f"{where}. {NO_NUMBERS}"
    # A survey says in its question when it was asked.
    year = None if first["method"] == ASKED or frame["year"].nunique() != 1 else first["year"]
    period = first["recall_period"] if pd.notna(first["recall_period"]) else "" if year else "periode ikke oppgitt"
    [only] = {*frame["sex"]} if frame["sex"].nunique() == 1 else {"begge"}
    marks = [
        *([OF_INTERVAL] if frame["ci_low"].notna().any() else []),
        *([OF_RANGE] if (frame["precision"] == "mellom").any() else []),
        *([OF_ONE_END] if frame["precision"].isin(ONE_END).any() else []),
    ]
    # Of what has been counted, a sex is a part of the whole, and not what the share is of.
    sex = "" if first["method"] != ASKED and first["unit"] == "prosent" else SEVERAL.get(only, only)
    is_of_some = frame["subgroup"].notna().all() and frame["subgroup"].nunique() == 1 and pd.isna(first["age_from"])
    population = first["subgroup" if is_of_some else "population"]
    asked = " ".join(part for part in (population, wording.ages(first["age_from"], first["age_to"])) if part)
    counted = "Endring i prosent," if first["is_change"] else UNITS[first["unit"]]
    what = ", ".join(part for part in (f"{counted} {asked}", sex, period) if part)
    # A period that has its year in it says when.
    place = f"{where}." if year is None or re.search(r"\d{4}", period) else f"{where} {year}."
    return " ".join([place, f"{what}.", *marks])


def definition(frame: pd.DataFrame, indicator: Indicator) -> str:
    """What the share is of, and of each mark that is drawn what it is."""
    is_asked = indicator.method == ASKED
    is_estimated, has_interval = frame["precision"].eq("mellom") & is_asked, frame["ci_low"].notna().any()
    is_share = frame["has_number"] & ~is_estimated & frame["unit"].eq("prosent")
    is_without = frame["value"].notna() & frame["ci_low"].isna() & frame["unit"].eq("prosent")
    is_reckoned = frame["has_number"] & (frame["unit"].eq("ganger") | (not is_asked))
    told = {
        "Andelen er av dem som svarte i undersøkelsen.": is_asked and is_share.any(),
        f"Andelen er av {indicator.whom}.": not is_asked and indicator.whom is not None and is_share.any(),
        "Tallene er gjengitt slik kilden oppgir dem, uten beregnet usikkerhet.": is_reckoned.any(),
        "Anslag er regnet om til befolkningen av dem som laget undersøkelsen.": is_estimated.any(),
        "Tynne streker er 95 %-intervaller (Wilson), beregnet fra andelen og antall svar av samme kjønn.": has_interval,
        "En bred strek er et spenn som er oppgitt.": frame["precision"].eq("mellom").any(),
        "En pil betyr at bare den ene enden er oppgitt.": frame["precision"].isin(ONE_END).any(),
        "Undersøkelser med vekting har større usikkerhet enn intervallet viser.": has_interval,
        "Usikkerheten kan ikke beregnes: antall svar er ikke oppgitt.": is_asked and is_without.any(),
        f"«{UNCONFIRMED}» er tall som ikke er lest av den publiserte siden.": frame["is_unconfirmed"].any(),
    }
    return " ".join(sentence for sentence, is_so in told.items() if is_so) or NO_NUMBERS


def _label(row: pd.Series) -> str:
    if row["unit"] == "personer":
        return row["share"].removesuffix(" personer")
    return row["share"] if row["sex"] == "begge" or row["is_part"] else f"{row['who']}: {row['share']}"


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
    is_share = row["unit"] in ("prosent", "ganger") and row["method"] == ASKED
    return "Kan ikke beregnes: antall svar er ikke oppgitt" if is_share else ""


def _answers(row: pd.Series) -> str:
    if pd.isna(row["base"]):
        is_share = row["unit"] in ("prosent", "personer", "ganger") and row["method"] == ASKED
        return "Ikke oppgitt" if is_share else ""
    return f"{wording.number(row['base'])} ({row['base_origin'].lower()})"
