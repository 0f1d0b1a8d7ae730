"""What only the working group does: opens and freezes rounds, and blacks text out."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from dashboard import fields, parts, sending, status, warehouse, wording
from dashboard.drafts import DRAFTS
from dashboard.fields import Form
from register import dates, entry_kinds, rules
from register.blackout import BLACKED_OUT, Place, black_out, black_out_entry
from register.errors import LeftInFilesError
from register.rights import Rights
from register.rounds import close_round, open_round, title_problem
from register.schema import TEXT_FIELDS

REPORTS = "select * from marts.task_history order by report_id desc"
ENTRIES = "select * from marts.entry_texts"
TRACE = """
with entries as (
    select distinct kind, entry_id, about
    from marts.entry_texts
)

select
    blackouts.*,
    coalesce(format('tiltak {}, {}', history.measure_no, history.area), entries.about, '') as about
from marts.blackouts as blackouts
left join marts.task_history as history on blackouts.kind = 'reports' and history.report_id = blackouts.entry_id
left join entries on entries.kind = blackouts.kind and entries.entry_id = blackouts.entry_id
order by blackouts.blacked_out_at desc
"""
KINDS = {
    "reports": "Svar",
    "assessments": "Vurdering",
    "proposals": "Forslag",
    "milestones": "Milepæl",
    "adoptions": "Vedtak",
    "conclusions": "Konklusjon",
    "appointments": "Oppnevning",
    "council_meetings": "Behandling",
    "contacts": "Adresse",
}
"""Table of the register → what people call what stands in it."""
FIELDS = rules.FIELDS | entry_kinds.FIELDS
OPENING = Form("round open", {"title": "", "answer_by": ""})
CLOSING = Form("round close", {})
BLACKING_OUT = Form("blackout", {"text": None, "reason": ""})


class Text(NamedTuple):
    """A text that can be blacked out."""

    about: str
    """Where it stands."""
    text: str
    place: Place
    do: Callable[..., list[Place]]


def rounds(rounds: pd.DataFrame, tasks: pd.DataFrame, rights: Rights, today: date) -> None:
    """Open a round where none is open, else close the one that is; rows of marts.rounds and of TASKS in `status`."""
    still_open = rounds[rounds["closed_at"].isna()]
    if still_open.empty:
        _closed_or_none(tasks, rights, today)
    else:
        _open(still_open.iloc[0], tasks, rights)


def _closed_or_none(tasks: pd.DataFrame, rights: Rights, today: date) -> None:
    # What became of the round that was open, told where its button was.
    sending.outcome(CLOSING)
    fields.text(OPENING, "title", "Navn på runden", placeholder=f"For eksempel: Høsten {today.year}")
    fields.text(OPENING, "answer_by", "Svarfrist (dag.måned.år)", max_chars=20)
    is_sent = st.button("Åpne en runde", key="round open send")
    sending.outcome(OPENING)
    if not is_sent:
        return
    typed = fields.shown(OPENING)
    title = " ".join(typed["title"].split())
    try:
        day = dates.required(typed["answer_by"], "Svarfrist")
    except ValueError as error:
        # What is wrong with the name is told at once, not when the date is mended.
        problem = title_problem(title)
        sending.refuse(OPENING, {"answer_by": str(error)} | ({"title": problem} if problem else {}))
    sending.tried(
        OPENING, title, lambda _: open_round(warehouse.register(), rights, title, day, today, tasks=len(tasks))
    )
    sending.saved(OPENING, f"Runden «{title}» er åpnet, med svarfrist {wording.day(day)}.")


def _open(round_, tasks: pd.DataFrame, rights: Rights) -> None:
    sending.outcome(OPENING)
    answered = int(tasks["is_answered"].sum())
    st.markdown(
        "Når runden lukkes, fryses den: status, frist og ordlyd for hver oppgave blir stående slik de er nå. "
        f"{answered} av {len(tasks)} oppgaver er besvart i runden. En lukket runde kan ikke åpnes igjen."
    )
    problem = st.container()
    is_sure = st.checkbox("Ja, lukk runden og frys statusen", key="round close sure")
    is_sent = st.button("Lukk runden", key="round close send")
    sending.outcome(CLOSING)
    if is_sent and not is_sure:
        problem.error("Kryss av for at du vil lukke runden. Den er fortsatt åpen.")
    elif is_sent:
        frozen = status.frozen_tasks(parts.query(status.ROUND_CONTENT))
        sending.tried(CLOSING, round_.title, lambda _: close_round(warehouse.register(), rights, frozen))
        counted = wording.counted(len(frozen), "oppgave", "oppgaver")
        told = f"{counted} er frosset slik de står nå. {answered} av dem er besvart i runden."
        sending.saved(CLOSING, f"Runden «{round_.title}» er lukket. {told}")


def blackouts(rights: Rights) -> None:
    """Choose a text somebody wrote, and take it away for good."""
    st.header("Sladding", anchor=False)
    st.markdown(
        "Står det noe om en enkeltperson i et svar, kan teksten sladdes. Da er den borte for godt, også i historikken "
        "og i frosne runder, og overalt ellers der nøyaktig den samme teksten står. Hvem som sladdet, når og hvorfor, "
        "blir stående. Alt som er skrevet i skjemaene og ikke lagret, blir slettet samtidig. Sikkerhetskopier må "
        "slettes for seg."
    )
    texts = _texts()
    if texts:
        _black_out(texts, rights)
    else:
        sending.outcome(BLACKING_OUT)
        st.markdown("Ingen har skrevet noen tekst som kan sladdes.")
    trace = parts.query(TRACE)
    if not trace.empty:
        table = pd.DataFrame(
            {
                "Når": trace["blacked_out_at"].map(wording.moment),
                "Hva": [f"{KINDS[row.kind]} {row.entry_id}, {row.about}" for row in trace.itertuples()],
                "Felt": trace["field"].map(FIELDS),
                "Av": trace["role"],
                "Hvorfor": trace["reason"],
            }
        )
        parts.table(table, "Tekst som er sladdet")


def _texts() -> dict[str, Text]:
    """Every text that can be blacked out, by a name that says nothing of it."""
    return {
        f"reports {row.report_id} {field}": Text(
            f"Svar {row.report_id} ({wording.local_day(row.reported_at)}), tiltak {row.measure_no}, {row.area}, "
            f"{FIELDS[field]}",
            text,
            Place("reports", row.report_id, field),
            partial(black_out, report_id=row.report_id, field=field),
        )
        for row in parts.query(REPORTS).itertuples()
        for field in TEXT_FIELDS
        if isinstance(text := getattr(row, field), str) and text != BLACKED_OUT
    } | {
        f"{row.kind} {row.entry_id} {row.field}": Text(
            f"{KINDS[row.kind]} {row.entry_id} ({wording.local_day(row.saved_at)}), {row.about}, {FIELDS[row.field]}",
            row.text,
            Place(row.kind, row.entry_id, row.field),
            partial(black_out_entry, kind=row.kind, entry_id=row.entry_id, field=row.field),
        )
        for row in parts.query(ENTRIES).itertuples()
        if row.text != BLACKED_OUT
    }


def _black_out(texts: dict[str, Text], rights: Rights) -> None:
    form = BLACKING_OUT
    # All of the text, on one line: whoever looks for one finds it by any word in it.
    read = {name: f"{text.about}: {' '.join(text.text.split())}" for name, text in texts.items()}
    fields.choice(form, "text", "Tekst", list(texts), "Velg teksten", format_func=lambda name: read[name])
    with st.container():
        if (name := fields.shown(form)["text"]) is not None:
            st.html(parts.titled(texts[name].about, [("Hele teksten", texts[name].text)]))
            _tell_others(name, texts)
    fields.text(form, "reason", "Hvorfor den sladdes (uten å gjenta det som sladdes)")
    problem = st.container()
    is_sure = st.checkbox("Ja, slett teksten for godt. Det kan ikke gjøres om.", key="blackout sure")
    is_sent = st.button("Sladd teksten", key="blackout send")
    sending.outcome(form)
    if not is_sent:
        return
    typed = fields.shown(form)
    if typed["text"] is None:
        sending.refuse(form, {"text": "Velg teksten som skal sladdes."})
    if not is_sure:
        problem.error("Kryss av for at teksten skal slettes for godt. Ingenting er sladdet ennå.")
        return
    chosen = texts[typed["text"]]
    places = sending.tried(
        form, typed, lambda _: _forgetting(partial(chosen.do, rights=rights, reason=typed["reason"]))
    )
    del st.session_state["blackout sure"]
    where = f" Den samme teksten sto {len(places)} steder: {_listed(places)}." if len(places) > 1 else ""
    sending.saved(
        form, f"{chosen.about} er sladdet.{where} Teksten er borte fra registeret, historikken og de frosne rundene."
    )


def _tell_others(chosen: str, texts: dict[str, Text]) -> None:
    """Where else the text that is chosen stands: it goes there too."""
    others = [other.place for name, other in texts.items() if name != chosen and other.text == texts[chosen].text]
    if others:
        st.markdown(f"Teksten står også i {_listed(others)}: alle sladdes.")


def _listed(places: list[Place]) -> str:
    """«svar 1 og 3 (Kommentar) og vurdering 2 (Begrunnelse)»."""
    ids: dict[tuple[str, str], list[int]] = {}
    for place in sorted(places):
        ids.setdefault((place.kind, place.field), []).append(place.id)
    return wording.listed(
        [
            f"{KINDS[kind].lower()} {wording.listed(list(map(str, found)))} ({FIELDS[field]})"
            for (kind, field), found in ids.items()
        ]
    )


def _forgetting(do: Callable[[Engine], list[Place]]) -> list[Place]:
    """Black out, and let go at once of all that may still hold the text in this process."""
    try:
        places = do(warehouse.register())
    except LeftInFilesError:
        _forget()
        raise
    _forget()
    return places


def _forget() -> None:
    # Not left to the next status version alone, which other processes go by: it may be impossible to write.
    DRAFTS.forget_all()
    st.cache_data.clear()
