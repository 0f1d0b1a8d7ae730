"""Where a figure comes from, as a line of text."""

import html
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from content import warehouse, wording

EVERY_SOURCE = """
with coming as (
    select source_id, string_agg(distinct next_expected, ', ' order by next_expected) as next_expected
    from marts.observations
    inner join marts.indicators using (indicator_id)
    group by source_id
)

select *, source_id in (select source_id from marts.plans) as is_plan
from marts.sources
left join coming using (source_id)
order by in_plan desc, publisher collate nb, year
"""
BEHIND = ("population_source_id", "other_source_id")
NOT_PRINTED = "Lagt til, står ikke i {}."
NOT_TOLD_WHEN = "For ingen av kildene er det ført her når neste tall ventes."
NOTICES = "select detail from marts.notices order by check_name, rowid"
EACH = """
select *, source_id in (select source_id from marts.plans) as is_plan
from marts.sources
order by year, source_id
"""


def source_lines(version: str, frame: pd.DataFrame, name: Callable[[Any], str] | None = None) -> list[str]:
    """A Markdown line for what the plan prints and one for what was added later, each with its sources.

    `name` tells a source, else all that is known of it is told.
    What else stands behind a figure has its source in a column of BEHIND: a population, the other part of a sum.
    """
    name = name or (lambda source: f"{title(source)} {facts(source)}".strip())
    lines = []
    for in_plan, (ids, sections) in _places(frame).items():
        named = " ".join(dict.fromkeys(name(source) for source in _known(version) if source.source_id in ids))
        plan = printed_in(version, ids)
        printed = f"Står i {plan}, avsnitt {wording.listed(sections)}." if in_plan else NOT_PRINTED.format(plan)
        printed += "" if plan == "planen" or not in_plan else " Det er den som menes med «planen» her."
        lines.append(f"{named} {printed}")
    return lines


def one_line(version: str, rows: pd.DataFrame) -> str:
    """«Kilde: NKVTS 2019, i planen, avsnitt 3.2.»: who says it and where, as plain text; rows as for `source_lines`."""
    if rows.empty:
        return ""
    told = []
    for in_plan, (ids, sections) in _places(rows).items():
        named = [published(source) for source in _known(version) if source.source_id in ids and not source.is_plan]
        plan = printed_in(version, ids)
        where = f"{'i ' if named else ''}{plan}{_in(sections)}" if in_plan else f"ikke i {plan}"
        told.append(wording.capitalised(", ".join([*dict.fromkeys(named), where])))
    return f"Kilde: {'. '.join(told)}."


def _known(version: str) -> list:
    """All sources, taken out of their rows once: each figure looks them up several times."""
    return warehouse.once(_read, version, EACH, {})


def _read(version: str, select: str, _: dict) -> list:
    return list(warehouse.query(version, select).itertuples())


def _places(frame: pd.DataFrame) -> dict[bool, tuple[set[str], list[str]]]:
    """Whether the plan prints it → sources and sections of such rows; what stands behind a row it does not print."""
    found: dict[bool, tuple[set[str], set[str]]] = {}
    behind = [source_id for column in BEHIND if column in frame for source_id in frame[column].dropna()]
    of_rows = zip(frame["source_id"], frame["in_plan"], frame["plan_section"], strict=True)
    for source_id, in_plan, section in [*of_rows, *((source_id, False, None) for source_id in behind)]:
        if pd.isna(in_plan):
            # Of what is not told, nothing is said.
            continue
        ids, sections = found.setdefault(bool(in_plan), (set(), set()))
        ids.add(source_id)
        sections |= {section} if isinstance(section, str) else set()
    return {in_plan: (ids, sorted(sections)) for in_plan, (ids, sections) in found.items()}


def _in(sections: list[str]) -> str:
    """Where it stands, by chapter where there are many sections."""
    if not sections:
        return ""
    return f", {wording.chapters(sections)}" if len(sections) > 4 else f", avsnitt {wording.listed(sections)}"


def short_credit(version: str, row) -> str:
    """«NKVTS 2019. I planen, avsnitt 3.2.», as HTML, linked where the address leads to it; of an observation."""
    [source] = [source for source in _known(version) if source.source_id == row["source_id"]]
    plan = printed_in(version, [row["source_id"]])
    section = "" if pd.isna(row["plan_section"]) else f", avsnitt {row['plan_section']}"
    if source.is_plan:
        return f"{wording.capitalised(plan)}{section}."
    return f"{_linked(published(source), source)}. {f'I {plan}{section}' if row['in_plan'] else f'Ikke i {plan}'}."


def published(source) -> str:
    """«NKVTS 2019»."""
    return source.publisher + ("" if pd.isna(source.year) else f" {source.year:.0f}")


def title_in_html(source) -> str:
    """As `title`, of a source that is no plan."""
    return f"{_linked(source.title, source)}, {html.escape(published(source))}."


def _linked(name: str, source) -> str:
    if not _leads_there(source.address):
        return html.escape(name)
    return f'<a href="{html.escape(source.address)}">{html.escape(name)}</a>'


def publisher(source) -> str:
    """«[NKVTS 2023](address).»: who says it, where there is no room for the title."""
    if source.is_plan:
        return title(source)
    name = published(source)
    return f"{f'[{name}]({source.address})' if _leads_there(source.address) else name}."


def _leads_there(address: str | None) -> bool:
    """A link to a publisher's front page would promise what it does not lead to."""
    return not pd.isna(address) and bool(urlsplit(address).path.strip("/"))


def printed_in(version: str, source_ids: Collection[str] = ()) -> str:
    """The plan that a figure is said to stand in: the first, unless the one that is shown is its source."""
    plans, shown = warehouse.plans(version), warehouse.chosen_plan(version)
    is_it = shown is None or shown == plans[0] or shown.source_id in source_ids
    return "planen" if is_it else f"planen fra {_year(plans[0])}"


def whose_plan(version: str) -> str:
    """What «planen» means where a figure is told of, when another plan is shown; empty otherwise."""
    if printed_in(version) == "planen":
        return ""
    first = warehouse.plans(version)[0]
    return f"Der det står «planen» om et tall her, er det {first.title} fra {_year(first)}."


def _year(plan: warehouse.Plan) -> str:
    return f"{plan.valid_from.year}" if plan.valid_from else "før"


def title(source) -> str:
    """«[Title](address), publisher year.», linked where the address leads to it."""
    by_whom = "" if source.is_plan else f", {published(source)}"
    return f"{f'[{source.title}]({source.address})' if _leads_there(source.address) else source.title}{by_whom}."


def facts(source) -> str:
    """«Telefonintervju, 2. kvartal 2013, 18–75 år, 4 527 deltakere, svarandel 42,9 % av …»; empty if unknown."""
    known = [
        "" if pd.isna(source.mode) else source.mode,
        "" if pd.isna(source.fieldwork) else source.fieldwork,
        wording.ages(source.age_from, source.age_to),
        "" if pd.isna(source.respondents) else f"{wording.number(source.respondents)} deltakere",
        "" if pd.isna(source.response_rate_percent) else f"svarandel {response_rate(source)}",
    ]
    text = ", ".join(part for part in known if part)
    return f"{wording.capitalised(text)}." if text else ""


def response_rate(source) -> str:
    """«42,9 % av bruttoutvalget», or the percentage alone where it is not known of what; of a source that has one."""
    of = "" if pd.isna(source.response_rate_base) else f" av {source.response_rate_base}"
    return f"{wording.percent(source.response_rate_percent)}{of}"


def described(source, plan: str) -> str:
    """All that is known of a source: title, facts, whether the plan uses it, licence, note; `plan` is of printed_in."""
    origin = f"Brukt i {plan}." if source.in_plan else NOT_PRINTED.format(plan)
    if source.is_plan:
        origin = ""
    licence = "" if pd.isna(source.licence) else f"Lisens: {source.licence}."
    note = "" if pd.isna(source.note) else source.note
    coming = "" if pd.isna(source.next_expected) else f"Neste tall ventes {source.next_expected}."
    return " ".join(part for part in (title(source), facts(source), origin, licence, coming, note) if part)


def all_described(version: str) -> list[str]:
    """As above, of every source of one version."""
    plan, known = printed_in(version), warehouse.query(version, EVERY_SOURCE)
    return [described(source, plan) for source in known.itertuples()]
