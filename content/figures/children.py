"""What young people have met at home: the NKVTS table of 2019."""

import pandas as pd

from content import charts, wording
from content.figures import sentences as say
from content.figures.figure import Figure, Finding
from content.figures.indicator import Indicator
from content.warehouse import ANY

SEVERITY = """
select
    act, act as category, severity, youth.respondents, percent, percent_of_base, ci_low, ci_high, fits_base, base,
    source_id, youth.in_plan, plan_section, age_from, age_to, year
from marts.youth_violence as youth
inner join marts.sources using (source_id)
where severity like '%samlet' and frequency = 'Totalt' and $category in ('alle', act)
order by list_position(['alvorlig, samlet', 'mindre alvorlig, samlet'], severity) nulls last
"""
ACTS = """
select
    act,
    act as category,
    severity,
    max(percent) filter (where frequency = 'En gang') as once,
    max(percent) filter (where frequency = 'Flere ganger') as several_times,
    max(percent) filter (where frequency = 'Totalt') as percent,
    max(percent_of_base) filter (where frequency = 'Totalt') as percent_of_base,
    max(percent_of_base) filter (where frequency = 'En gang') as once_of_base,
    max(percent_of_base) filter (where frequency = 'Flere ganger') as several_times_of_base,
    max(youth.respondents) filter (where frequency = 'En gang') as once_respondents,
    max(youth.respondents) filter (where frequency = 'Flere ganger') as several_times_respondents,
    max(youth.respondents) filter (where frequency = 'Totalt') as total_respondents,
    max(ci_low) filter (where frequency = 'Totalt') as ci_low,
    max(ci_high) filter (where frequency = 'Totalt') as ci_high,
    bool_and(fits_base) as fits_base,
    any_value(base) as base,
    any_value(source_id) as source_id,
    bool_and(youth.in_plan) as in_plan,
    any_value(plan_section) as plan_section,
    any_value(age_from) as age_from,
    any_value(age_to) as age_to,
    any_value(year) as year
from marts.youth_violence as youth
inner join marts.sources using (source_id)
where severity in ('mindre alvorlig', 'alvorlig')
group by act, severity
order by total_respondents desc
"""
SEVERITIES = (
    "Planen skriver at alvorlig vold er å bli slått med knyttneve eller hard gjenstand, sparket og banket opp. At de "
    "tre andre handlingene i tabellen (lugget eller kløpet, ristet eller dyttet voldsomt, slått med flat hånd) er det "
    "forskerne kaller mindre alvorlig vold, er vår lesning."
)
SEVERITY_DEFINITION = (
    f"{SEVERITIES} Strekene er 95 %-intervaller (Wilson), beregnet fra antallet og det utledede antallet svar. "
    "Prosenten som er trykt, er avrundet til hele prosent og kan derfor ligge utenfor intervallet."
)
UNFIT = "Prosenten i tabellen passer ikke med antallet"
NOT_THERE = f"Tabellen fra NKVTS 2019 er ikke lagt inn. {wording.ASK_THE_KEEPER}"


def _uncertainty(frame: pd.DataFrame) -> list[str]:
    return [
        f"{wording.decimal(low)}–{wording.decimal(high)}{wording.NO_BREAK_SPACE}% (95 %-intervall)"
        for low, high in zip(frame["ci_low"], frame["ci_high"], strict=True)
    ]


def _base_sentence(frame: pd.DataFrame) -> str:
    return say.YOUTH_BASE(base=wording.number(frame["base"].iloc[0]))


def _remarks(frame: pd.DataFrame) -> list[str]:
    """Why a printed share is not what was counted: it fits no count, or rounding took it out of its own interval."""
    return [
        UNFIT
        if not row.fits_base
        else ""
        if row.ci_low <= row.percent <= row.ci_high
        else f"Prosenten er avrundet i tabellen. Intervallet er beregnet fra antallet, som er "
        f"{wording.percent(row.percent_of_base)}"
        for row in frame.itertuples()
    ]


def _labels(frame: pd.DataFrame) -> list[str]:
    """The printed share, and that something is remarked of it."""
    return [f"{wording.percent(row.percent)}{' (se merknad)' if row.remark else ''}" for row in frame.itertuples()]


def _remark_sentences(frame: pd.DataFrame) -> list[str]:
    return [
        say.YOUTH_UNFIT(act=row.act, remark=wording.uncapitalised(row.remark))
        if row.remark == UNFIT
        else say.YOUTH_ROUNDED(
            act=row.act, share=wording.percent(row.percent), share_of_base=wording.percent(row.percent_of_base)
        )
        for row in frame.itertuples()
        if row.remark
    ]


def prepare_severity(frame: pd.DataFrame) -> pd.DataFrame:
    """One bar a severity, each as printed; how they hang together is not explained, so nothing is added."""
    return frame.assign(
        name=frame["act"],
        value=frame["percent_of_base"],
        remark=_remarks(frame),
        label=lambda made: _labels(made),
        low=frame["ci_low"],
        high=frame["ci_high"],
        uncertainty=_uncertainty(frame),
        count=frame["respondents"].map(wording.number),
        unit="prosent",
        is_context=[severity.startswith("all") for severity in frame["severity"]],
    )


def prepare_acts(frame: pd.DataFrame) -> pd.DataFrame:
    """One bar an act, in two parts."""
    return frame.assign(
        name=frame["act"],
        first=frame["once_of_base"],
        second=frame["several_times_of_base"],
        first_name="én gang",
        second_name="flere ganger",
        remark=_remarks(frame),
        label=lambda made: _labels(made),
        low=frame["ci_low"],
        high=frame["ci_high"],
        unit="prosent",
        uncertainty=_uncertainty(frame),
        once_text=_count_and_share(frame, "once"),
        several_text=_count_and_share(frame, "several_times"),
        total_text=_count_and_share(frame.assign(total=frame["percent"]), "total"),
    )


def _count_and_share(frame: pd.DataFrame, frequency: str) -> list[str]:
    return [
        f"{wording.number(count)} ({wording.percent(percent)})"
        for count, percent in zip(frame[f"{frequency}_respondents"], frame[frequency], strict=True)
    ]


def severity_found(frame: pd.DataFrame) -> Finding:
    """The most severe of those that sum several acts."""
    first = frame.iloc[0]
    share, act = wording.percent(first["percent"]), wording.uncapitalised(first["act"])
    return Finding(say.YOUTH_FOUND(share=share, act=act), told=1)


def most_found(frame: pd.DataFrame) -> Finding:
    most = frame.iloc[0]
    return Finding(say.YOUTH_MOST_FOUND(act=most["act"], share=wording.percent(most["percent"])))


def acts_can_say(frame: pd.DataFrame) -> list[str]:
    """The most and the least common act, and what does not add up."""
    most = frame.iloc[0]
    sentences = [
        say.YOUTH_MOST(
            act=most["act"],
            share=wording.percent(most["percent"]),
            several_times=wording.percent(most["several_times"]),
        ),
        _base_sentence(frame),
    ]
    return sentences + _remark_sentences(frame)


def _scope(frame: pd.DataFrame) -> str:
    """Where and when, who was asked, and of what time."""
    first = frame.iloc[0]
    asked = f"ungdommene ({wording.ages(first['age_from'], first['age_to'])})"
    return f"{wording.WHOLE_COUNTRY} {first['year']:.0f}. Prosent av {asked} som svarte, i hele oppveksten."


def youth_severity(indicator: Indicator) -> Figure:
    return Figure(
        **indicator.declared,
        select=SEVERITY,
        scope=_scope,
        prepare=prepare_severity,
        chart=charts.Bars,
        finding=severity_found,
        can_say=lambda frame: [
            *(
                say.YOUTH_SHARE(share=wording.percent(row.percent), act=wording.uncapitalised(row.act))
                for row in frame.itertuples()
            ),
            _base_sentence(frame),
            *_remark_sentences(frame),
        ],
        definition=SEVERITY_DEFINITION,
        columns={"act": "Vold", "count": "Antall", "label": "Andel", "uncertainty": "Usikkerhet", "remark": "Merknad"},
        numbers={
            "respondents": "Antall (tall)",
            "percent": "Prosent (tall)",
            "ci_low": "Nedre grense, prosent",
            "ci_high": "Øvre grense, prosent",
        },
        empty=NOT_THERE,
        parameters={"category": ANY},
    )


def youth_acts(indicator: Indicator) -> Figure:
    return Figure(
        **indicator.declared,
        select=ACTS,
        scope=_scope,
        prepare=prepare_acts,
        chart=charts.StackedBars,
        finding=most_found,
        can_say=acts_can_say,
        definition=SEVERITY_DEFINITION,
        numbers={
            "once_respondents": "Én gang, antall",
            "once": "Én gang, prosent",
            "several_times_respondents": "Flere ganger, antall",
            "several_times": "Flere ganger, prosent",
            "total_respondents": "I alt, antall",
            "percent": "I alt, prosent",
            "ci_low": "I alt, nedre grense, prosent",
            "ci_high": "I alt, øvre grense, prosent",
        },
        columns={
            "act": "Handling",
            "severity": "Alvor",
            "once_text": "Én gang",
            "several_text": "Flere ganger",
            "total_text": "I alt",
            "uncertainty": "Usikkerhet, i alt",
            "remark": "Merknad",
        },
        empty=NOT_THERE,
    )
