"""Text that points to a person is taken away for good, with a trace: what only the working group does."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from content import warehouse, wording
from dashboard import forgetting, markup, parts, prose
from dashboard.forms import fields, sending
from dashboard.forms.fields import Form
from register import entry_kinds
from register.blackout import BLACKED_OUT, Place, black_out, black_out_entry
from register.errors import LeftInFilesError
from register.rights import Rights
from register.schema import TEXT_FIELDS
from register.validation import rules

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
    "help_services": "Hjelpetilbud",
}
"""Table of the register → what people call what stands in it."""
FIELDS = rules.FIELDS | entry_kinds.FIELDS
BLACKING_OUT = Form("blackout", {"text": None, "reason": ""})
FIND, UNFOLDED = "Finn og sladd en tekst", "blackout unfolded"


class Text(NamedTuple):
    """A text that can be blacked out."""

    about: str
    """Where it stands."""
    text: str
    place: Place
    do: Callable[..., list[Place]]


def blackouts(rights: Rights) -> None:
    """Choose a text somebody wrote, and take it away for good."""
    prose.show(
        prose.header("Sladding"),
        prose.plain("Står det noe om en enkeltperson i et svar, kan teksten tas bort for godt."),
    )
    # Every text there is stands in it: read for those who open it alone.
    if fields.is_begun(BLACKING_OUT):
        # Else the browser knows best: after a break it holds what nobody here knows of yet.
        st.session_state.setdefault(UNFOLDED, True)
    more = st.expander(FIND, key=UNFOLDED, on_change="rerun")
    if more.open:
        with more:
            _find(rights)
    if trace := parts.made(_trace):
        st.html(trace)


def _trace(version: str) -> str:
    """What has been blacked out, as HTML."""
    trace = warehouse.query(version, TRACE)
    if trace.empty:
        return ""
    table = pd.DataFrame(
        {
            "Når": trace["blacked_out_at"].map(wording.moment),
            "Hva": [f"{KINDS[row.kind]} {row.entry_id}, {row.about}" for row in trace.itertuples()],
            "Felt": trace["field"].map(FIELDS),
            "Av": trace["role"],
            "Hvorfor": trace["reason"],
        }
    )
    return markup.table_of(table, "Tekst som er sladdet")


def _find(rights: Rights) -> None:
    st.markdown(
        "Teksten blir borte også i historikken og i frosne runder, og overalt ellers der nøyaktig den samme teksten "
        "står. Hvem som sladdet, når og hvorfor, blir stående. Alt som er skrevet i skjemaene og ikke lagret, blir "
        "slettet samtidig. Sikkerhetskopier må slettes for seg."
    )
    texts = _texts()
    if texts:
        _black_out(texts, rights)
    else:
        sending.outcome(BLACKING_OUT)
        st.markdown("Ingen har skrevet noen tekst som kan sladdes.")


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
            st.html(markup.titled(texts[name].about, [("Hele teksten", texts[name].text)]))
            _tell_others(name, texts)
    fields.text(form, "reason", "Hvorfor den sladdes (uten å gjenta det som sladdes)")
    problem = st.container()
    is_sure = st.checkbox("Ja, slett teksten for godt. Det kan ikke gjøres om.", key="blackout sure")
    is_sent = sending.button("Sladd teksten", "blackout send", form)
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
        places = do(parts.register())
    except LeftInFilesError:
        _forget()
        raise
    _forget()
    return places


def _forget() -> None:
    # Not left to the next status version alone, which other processes go by: it may be impossible to write.
    forgetting.forget()
    warehouse.forget()
