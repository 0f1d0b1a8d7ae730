"""Use of crisis centres. Counts of use, not of violence: colours are neutral."""

from functools import partial

import pandas as pd

from content import charts, wording
from content.figures import sentences as say
from content.figures.figure import Figure, Finding
from content.figures.indicator import Indicator
from content.figures.rates import PER, PER_10000, RATE_DEFINITION, rate_reasons, rate_texts
from content.figures.shares import marked, remarked, short_mark
from content.warehouse import ANY

PLAN = """
select
    year, user_group, user_group as population, use, use as category, amount, amount_low, amount_high, precision,
    wording, area as comparable_group,
    per_10000, per_10000_low, per_10000_high, rate_missing_reason, population_year, population_source_id,
    is_provisional, is_unconfirmed, source_id, in_plan, plan_section, note
from marts.crisis_centre_use
where
    area_type = 'krisesenter'
    and in_plan
    and $population in ('alle', user_group)
    and $category in ('alle', use)
order by use desc, user_group desc
"""
HOMES = """
select
    year, area, area_type, user_group, user_group as population, use, use as category, amount, missing_reason,
    per_10000, rate_missing_reason, population_year, population_source_id,
    amount is not null and area_type <> 'samlet' as has_number, source_id, in_plan, plan_section
from marts.crisis_centre_use
where
    not in_plan
    and area_type not in ('land', 'krisesenter')
    and year = (
        select max(year)
        from marts.crisis_centre_use
        where not in_plan and area_type not in ('land', 'krisesenter') and use in ('beboere', 'dagbrukere')
    )
    and use in ('beboere', 'dagbrukere')
    and $population in ('alle', user_group)
    and $category in ('alle', use)
    and $area in ('alle', area)
order by area_type <> 'samlet', area_type = 'småkommuner', area collate nb, use, user_group desc
"""
EXACT = "eksakt"
HIDDEN = "Vises ikke av personvernhensyn"


def not_delivered(indicator: Indicator) -> str:
    return f"{wording.capitalised(indicator.names.centre)} har ikke levert årstall ennå. {wording.ASK_THE_KEEPER}"


def prepare_centre(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a group of users; an approximate number is a point without an interval."""
    frame = frame.assign(
        name=[f"{wording.capitalised(row.user_group)}, {row.use}" for row in frame.itertuples()],
        label=[_as_worded(row) for row in frame.itertuples()],
        rate=[_about(row) for row in frame.itertuples()],
        remark=[remarked(row, row.note) for row in frame.itertuples()],
    )
    return frame.assign(
        sex="begge",
        point=frame["amount"],
        low=frame["amount_low"],
        high=frame["amount_high"],
        is_interval=frame["amount"].notna(),
        uncertainty=frame["precision"].eq(EXACT).map({True: "Tall i planen", False: "Omtrentlig tall i planen"}),
        unit="personer per år",
    )


def _as_worded(row) -> str:
    """«om lag 145», «ca. 55–60»."""
    ends = [row.amount] if pd.notna(row.amount) else [row.amount_low, row.amount_high]
    number = "–".join(wording.number(end) for end in ends)
    return number if row.precision == EXACT else f"{row.precision} {number}"


def _about(row) -> str:
    """«om lag 11»: two digits of an approximate number are what it can bear."""
    ends = [row.per_10000] if pd.notna(row.per_10000) else [row.per_10000_low, row.per_10000_high]
    if any(map(pd.isna, ends)):
        return ""
    return "om lag " + "–".join(wording.decimal(end, 0 if max(ends) >= 10 else 1) for end in ends)


def centre_found(frame: pd.DataFrame) -> Finding:
    """Those who use the centre; where only residents are told, they, who are not all who use it."""
    users = frame[frame["use"] == "brukere"]
    told, template = (users, say.CENTRE_FOUND) if len(users) else (frame, say.RESIDENTS_FOUND)
    amounts = wording.listed([f"{row.label} {row.user_group}" for row in told.itertuples()])
    return Finding(template(amounts=wording.capitalised(amounts), mark=short_mark(told)), told=len(told))


def centre_can_say(frame: pd.DataFrame, together: str) -> list[str]:
    """How many use the centre, and what that is of those who live here."""
    used = [
        (say.CENTRE_RESIDENTS if row.use == "beboere" else say.CENTRE_USERS)(
            amount=wording.capitalised(row.label), user_group=row.user_group, mark=marked(frame.loc[[row.Index]])
        )
        for row in frame.itertuples()
    ]
    sentences = [*used, *_parts(set(zip(frame["user_group"], frame["use"], strict=True)))]
    rated = frame[frame["rate"] != ""]
    if len(rated):
        rates = wording.listed(
            [f"{row.rate} {row.use} per 10\u00a0000 {PER[row.user_group]}" for row in rated.itertuples()]
        )
        unknown = "; året for brukerne er ikke oppgitt" if frame["year"].isna().any() else ""
        year = f"{rated['population_year'].iloc[0]:.0f}"
        sentences.append(say.CENTRE_RATES(together=together, rates=rates, year=year, unknown=unknown))
    return [*sentences, *rate_reasons(frame.assign(per_10000=frame["per_10000"].fillna(frame["per_10000_low"])))]


def _parts(groups: set[tuple[str, str]]) -> list[str]:
    """How those that are counted hang together, by what they are; of the groups that are there."""
    if ("voksne", "brukere") not in groups:
        return []
    found = (("voksne", "beboere") in groups, ("barn", "brukere") in groups)
    told = {(True, True): say.CENTRE_PARTS, (True, False): say.CENTRE_WITHIN, (False, True): say.CENTRE_BESIDE}
    return [told[found]()] if found in told else []


def _when(frame: pd.DataFrame) -> str:
    years = sorted(frame["year"].dropna().astype(int).unique())
    return f"{wording.listed(list(map(str, years)))}." if years else "Planen oppgir ikke hvilket år."


def centre_use(indicator: Indicator) -> Figure:
    return Figure(
        **indicator.declared,
        select=PLAN,
        scope=lambda frame: f"Personer per år, hele senteret ({indicator.names.counted}). {_when(frame)}",
        prepare=prepare_centre,
        chart=charts.Estimates,
        finding=centre_found,
        can_say=partial(centre_can_say, together=indicator.names.together),
        definition=(
            "Brukere er alle som får støtte, oppfølging eller beskyttelse i løpet av året. Beboere er de av dem som "
            f"bor på senteret for en tid. {RATE_DEFINITION} Der kilden ikke oppgir år, brukes året kilden er fra."
        ),
        numbers={
            "amount": "Antall (tall)",
            "amount_low": "Antall, fra",
            "amount_high": "Antall, til",
            "per_10000": f"{PER_10000} (tall)",
        },
        columns={
            "name": "Hvem",
            "label": "Antall per år",
            "rate": PER_10000,
            "wording": "Ordlyd i planen",
            "remark": "Merknad",
        },
        parameters={"population": ANY, "category": ANY},
        empty=f"Ingen tall for {indicator.names.centre} er lagt inn. {wording.ASK_THE_KEEPER}",
    )


def number_or_reason(row) -> str:
    return row.missing_reason if pd.isna(row.amount) else wording.number(row.amount)


def prepare_homes(frame: pd.DataFrame) -> pd.DataFrame:
    """One bar an area × who, the areas in the order of the partition: never sorted by value, which would rank them."""
    who = [row.use if row.user_group == "alle" else f"{row.user_group}, {row.use}" for row in frame.itertuples()]
    return frame.assign(
        name=frame["area"],
        who=[wording.capitalised(text) for text in who],
        shown=[number_or_reason(row) for row in frame.itertuples()],
        rate=rate_texts(frame),
        value=frame["amount"],
        label=[
            "" if pd.isna(row.amount) else f"{wording.number(row.amount)} {text}"
            for row, text in zip(frame.itertuples(), who, strict=True)
        ],
        unit="personer",
        is_context=frame["area_type"] == "småkommuner",
    )


def homes_found(frame: pd.DataFrame) -> Finding:
    """How many of all together, if that may be shown."""
    year = frame["year"].iloc[0]
    counted = frame[(frame["area_type"] == "samlet") & frame["amount"].notna()]
    if counted.empty:
        return Finding(say.HOMES_NOT_SHOWN(year=year))
    return Finding(say.HOMES_FOUND(counted=_by_use(counted), year=year))


def _by_use(counted: pd.DataFrame) -> str:
    """«54 voksne og 45 barn som beboere, og 1 341 dagbrukere»."""
    told = []
    for use, rows in counted.groupby("use", sort=False):
        groups = [f"{wording.number(row.amount)} {row.user_group}" for row in rows.itertuples()]
        is_whole = rows["user_group"].eq("alle").all()
        told.append(
            f"{wording.number(rows['amount'].iloc[0])} {use}" if is_whole else f"{wording.listed(groups)} som {use}"
        )
    return ", og ".join(told) if len(told) == 2 else wording.listed(told)


def homes_can_say(frame: pd.DataFrame) -> list[str]:
    """How many of all together; that the rest is hidden, and why, where it is."""
    year = frame["year"].iloc[0]
    counted = frame[(frame["area_type"] == "samlet") & frame["amount"].notna()]
    sentences = []
    if len(counted):
        sentences.append(say.HOMES_TOGETHER(area=counted["area"].iloc[0], year=year, counted=_by_use(counted)))
    if frame["missing_reason"].eq(HIDDEN).any():
        sentences.append(say.HOMES_HIDDEN(hidden=HIDDEN, year=year))
    return [*sentences, say.HOMES_PARTITION(), *rate_reasons(frame)]


def homes(indicator: Indicator) -> Figure:
    return Figure(
        **indicator.declared,
        select=HOMES,
        scope=lambda frame: f"Antall personer i {frame['year'].iloc[0]} etter kommunen de bor i.",
        prepare=prepare_homes,
        chart=charts.Bars,
        finding=homes_found,
        can_say=homes_can_say,
        definition=(
            "Store kommuner vises hver for seg, de andre samlet. Er et tall fra 1 til 4, vises bare kommunene samlet "
            f"det året. {RATE_DEFINITION}"
        ),
        parameters={"area": ANY, "population": ANY, "category": ANY},
        columns={"name": "Bosted", "who": "Hvem", "shown": "Antall", "rate": PER_10000},
        numbers={"amount": "Antall (tall)", "per_10000": f"{PER_10000} (tall)"},
        empty=not_delivered(indicator),
    )
