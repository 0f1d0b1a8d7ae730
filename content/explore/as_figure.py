"""A view as a figure: the indicator's own, with what is left out, split and counted as the reader asks."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd

from content import charts, warehouse, wording
from content.explore import catalogue, guard, people, tables
from content.explore.offer import COUNTED, DIMENSIONS, RATE, SERIES, SHARE
from content.explore.view import View, chosen
from content.figures import sentences as say
from content.figures.catalogue import EVERY_INDICATOR, every
from content.figures.crisis_centre_years import TOGETHER
from content.figures.estimates import WHO, short_mark
from content.figures.figure import NONE_CHOSEN, Figure, Finding
from content.figures.rates import PER, PER_10000
from content.warehouse import ANY

Frame = Callable[[pd.DataFrame], pd.DataFrame]
PAGE = "utforsk"
PER_RATE = "Per 10\u00a0000"
SCOPES = {
    RATE: "Vist per 10\u00a0000 innbyggere i samme alder.",
    SHARE: "Vist som andel av sakene, regnet ut her og avrundet hver for seg.",
}
OWN_SCALES = "Figurene har hver sin målestokk: det som ser like stort ut, trenger ikke å være like mye."
SHARES = "prosent"
YOUNG = ("ungdom: alvor", "ungdom: handlinger")


def figure_of(version: str, view: View) -> Figure:
    """The same figure for the same view, so that what is made of it is made once."""
    return warehouse.once(_figure_of, version, EVERY_INDICATOR, {"view": view})


def together(version: str, view: View, other: View) -> Figure:
    """Two that may share an axis, as one figure. Raises NotComparableError for others."""
    return warehouse.once(_together, version, EVERY_INDICATOR, {"view": view, "other": other})


def _together(version: str, _: str, asked: dict) -> Figure:
    views = asked["view"], asked["other"]
    if not guard.compared(version, *views).may_share_axis:
        raise charts.NotComparableError(guard.SAID)
    first, second = figures = [figure_of(version, view) for view in views]

    def prepare(frame: pd.DataFrame) -> pd.DataFrame:
        """Of each what is chosen of it, in the words of its own."""
        rows = frame.assign(printed=frame["in_plan"].map({True: "planen", False: "tillegg"}))
        of_each = [chosen(rows[rows["indicator_id"] == view.entry.id], view) for view in views]
        told = pd.concat([figure.prepare(found) for figure, found in zip(figures, of_each, strict=True)]).sort_index()
        # An address may ask for one and the same twice.
        return told[~told.index.duplicated()]

    return replace(
        first,
        question=" ".join(dict.fromkeys(figure.question for figure in figures)),
        prepare=prepare,
        parameters=every(version)[first.id].parameters | {"beside": second.id},
        cannot_say=tuple(dict.fromkeys(first.cannot_say + second.cannot_say)),
    )


def _figure_of(version: str, _: str, asked: dict) -> Figure:
    view: View = asked["view"]
    filters = view.filters
    if view.entry.kind == catalogue.PEOPLE:
        area, sex = filters.get("area", ANY), filters.get("sex", ANY)
        return people.people(area, sex, *view.ages, is_split=view.split == "kjonn", is_share=view.is_share)
    if view.entry.kind == catalogue.PEOPLE_BY_YEAR:
        area = filters.get("area") or next(iter(people.areas(version)), "")
        return people.people_by_year(area, filters.get("year_from"), filters.get("year_to"))
    figure = every(version)[view.entry.id]
    figure = replace(figure, page=PAGE, parameters=figure.parameters | filters, scope=_scope(figure, view))
    if filters:
        figure = replace(figure, empty=NONE_CHOSEN)
    if view.entry.kind == "årsserie":
        return _series(figure, view)
    if view.entry.kind == "bekymringer" and view.is_share:
        figure = replace(figure, prepare=_with_share(figure), columns=figure.columns | {"share": "Andel av sakene"})
    if view.entry.kind in YOUNG and view.is_count:
        figure = replace(figure, can_say=_of_counts(figure))
    if view.entry.kind == "bosted" and "area" in filters:
        figure = replace(figure, finding=_home_found)
    return replace(figure, drawn=partial(_drawn, view=view)) if view.entry.kind not in SERIES else figure


def _scope(figure: Figure, view: View) -> Callable[[pd.DataFrame], str]:
    """Its own, and how it is counted here where that is another way."""
    if view.entry.kind in YOUNG and view.is_count:
        return lambda frame: figure.scope(frame).replace("Prosent av", "Antall blant", 1)
    others = COUNTED.get(view.entry.kind, ())[1:]
    told = SCOPES[view.counted_as] if view.counted_as in others else ""
    return lambda frame: f"{figure.scope(frame)} {told}".strip()


def _with_share(figure: Figure) -> Frame:
    return lambda frame: figure.prepare(frame).assign(share=frame["percent"].map(_whole_percent))


def _whole_percent(share: float) -> str:
    """How many cases there are in all, is our reading of a share of the inquiries: more digits would say too much."""
    return wording.percent(share, 0)


def _of_counts(figure: Figure) -> Callable[[pd.DataFrame], list[str]]:
    """Without what is said of intervals and of shares that are drawn from counts."""
    of_shares = (say.YOUTH_BASE, say.YOUTH_ROUNDED)
    return lambda frame: [
        said for said in figure.can_say(frame) if not (isinstance(said, say.Said) and said.template in of_shares)
    ]


def _home_found(frame: pd.DataFrame) -> Finding:
    """Of one area, where not all are chosen: what is shown of it, or why it is not."""
    first = frame.iloc[0]
    counted = frame.loc[frame["has_number"] | frame["amount"].notna(), "label"].tolist()
    reason = wording.uncapitalised(first["missing_reason"]) if not counted else ""
    return Finding(
        say.HOMES_TOGETHER(area=first["area"], year=first["year"], counted=wording.listed(counted) or reason)
    )


def _series(figure: Figure, view: View) -> Figure:
    """Its parts or their sum, as counts or per inhabitant."""
    return replace(
        figure,
        select=TOGETHER if view.is_together else figure.select,
        can_say=lambda frame: [*figure.can_say(frame), *([say.SUMMED()] if view.is_together else [])],
        finding=partial(_rate_found, name=view.entry.name, counted=figure.finding) if view.is_rate else figure.finding,
        drawn=_as_rate if view.is_rate else figure.drawn,
    )


def _rate_found(frame: pd.DataFrame, name: str, counted: Callable[[pd.DataFrame], Finding]) -> Finding:
    """The newest year that has a rate; what has been counted, where none has."""
    rated = frame[frame["per_10000"].notna() & ~frame["is_recomputed"]]
    if rated.empty:
        return counted(frame)
    newest = rated[rated["year"] == rated["year"].max()]
    rates = [f"{row.rate} per 10\u00a0000 {PER[row.user_group]}" for row in newest.itertuples()]
    year = newest["year"].iloc[0]
    return Finding(say.RATE_FOUND(what=name, year=year, rates=wording.listed(rates), mark=short_mark(newest)))


def _drawn(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """Rows as the picture has them."""
    if view.is_rate:
        frame = _as_rate(frame)
    elif view.entry.kind == "bekymringer" and view.is_share:
        frame = frame.assign(value=frame["percent"], label=frame["percent"].map(_whole_percent), unit="prosent")
    elif view.entry.kind == "ungdom: alvor" and view.is_count:
        frame = frame.drop(columns=["low", "high"]).assign(
            value=frame["respondents"], label=frame["respondents"].map(wording.number), unit="ungdommer"
        )
    elif view.entry.kind == "ungdom: handlinger" and view.is_count:
        frame = frame.assign(
            first=frame["once_respondents"],
            second=frame["several_times_respondents"],
            low=frame["total_respondents"],
            high=frame["total_respondents"],
            label=frame["total_respondents"].map(wording.number),
            unit="ungdommer",
        )
    return _regrouped(frame, view.split) if view.split else frame


def _as_rate(frame: pd.DataFrame) -> pd.DataFrame:
    """Those that have a rate, in the place of their counts."""
    low, high = (frame[name] if name in frame else None for name in ("per_10000_low", "per_10000_high"))
    is_rated = frame["per_10000"].notna() | (False if low is None else low.notna())
    label = frame["rate"] if "who" not in frame else frame["rate"] + " " + frame["who"].map(wording.uncapitalised)
    made = frame.assign(
        amount=frame["per_10000"], value=frame["per_10000"], point=frame["per_10000"], label=label, unit=PER_RATE
    )
    if low is not None:
        made = made.assign(low=low, high=high)
    return made[is_rated]


def _regrouped(frame: pd.DataFrame, split: str) -> pd.DataFrame:
    """What it is split by stands at each mark, and the rest of what the rows differ in is their heading."""
    columns = [d.name for d in DIMENSIONS if d.name in frame and frame[d.name].nunique() > 1]
    [by] = [d.name for d in DIMENSIONS if d.key == split]
    if by not in columns or len(columns) < 2 or by == columns[-1]:
        return frame
    others = [name for name in columns if name != by]
    number = next(frame[name] for name in ("share", "shown", "label") if name in frame)
    if frame["unit"].iloc[0] == PER_RATE:
        number = frame["rate"]
    named = frame[others].apply(lambda row: ", ".join(_read(value) for value in row.dropna()), axis=1)
    label = frame[by].fillna("Alle").map(_read) + ": " + number
    regrouped = frame.assign(name=named, label=label)
    order = {name: place for place, name in enumerate(dict.fromkeys(named))}
    return regrouped.sort_values("name", key=lambda names: names.map(order), kind="stable")


def _read(value: str) -> str:
    return WHO.get(value) or wording.capitalised(value)


def scale(pictures: list[charts.Chart]) -> charts.Scale | None:
    """To which a share is as long in all of the pictures beside each other; None of other numbers."""
    common = charts.common_scale(pictures)
    return common if common and common.unit == SHARES and not common.years else None


def why_nothing(version: str, figure: Figure, view: View) -> str:
    """Why there is nothing to draw: no number at all, or none that can be reckoned as is asked."""
    frame = rows(version, figure)
    if view.is_rate and "rate_missing_reason" in frame and frame["rate_missing_reason"].notna().any():
        reason = frame["rate_missing_reason"].dropna().iloc[0]
        return f"{PER_10000} kan ikke vises her: {wording.uncapitalised(reason)}."
    has_reason = "missing_reason" in frame and frame["missing_reason"].notna().any()
    return f"Ingen av tallene kan tegnes. De står i tabellen{', med grunnen' if has_reason else ''}."


def rows(version: str, figure: Figure) -> pd.DataFrame:
    """The prepared rows of a figure."""
    return figure.prepare(warehouse.query(version, figure.select, figure.parameters))


def series_table(version: str, figure: Figure, view: View) -> str | None:
    """HTML of a series by years; None of what is no series."""
    if view.entry.kind not in SERIES:
        return None
    return warehouse.once(_series_table, version, figure, {})


def _series_table(version: str, figure: Figure, _: dict) -> str:
    return tables.yearly(rows(version, figure), f"Tallene i figuren: {figure.question}")
