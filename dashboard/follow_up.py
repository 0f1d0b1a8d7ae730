"""What only the working group does: opens and freezes rounds, and blacks text out."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import parts, warehouse, wording
from register import dates, entry_kinds, rules
from register.blackout import BLACKED_OUT, black_out, black_out_entry
from register.errors import RegisterError
from register.rights import Rights
from register.rounds import close_round, open_round
from register.schema import TEXT_FIELDS

REPORTS = """
select history.*, tasks.area
from marts.task_history as history
inner join marts.measure_tasks as tasks using (measure_no, area_code)
order by report_id desc
"""
ENTRIES = "select * from marts.entry_texts"
TRACE = "select * from marts.blackouts order by blacked_out_at desc"
KINDS = {
    "reports": "Melding",
    "assessments": "Vurdering",
    "proposals": "Forslag",
    "milestones": "Milepæl",
    "adoptions": "Vedtak",
}
"""Table of the register → what people call what stands in it."""
FIELDS = rules.FIELDS | entry_kinds.FIELDS


def rounds(rounds: pd.DataFrame, tasks: pd.DataFrame, rights: Rights, today: date) -> None:
    """Open a round where none is open, else close the one that is; rows of marts.rounds and of TASKS in `status`."""
    is_open = rounds["closed_at"].isna().any()
    if is_open:
        with st.form("close", border=False):
            st.markdown("Når runden lukkes, fryses status for alle oppgavene slik de er meldt nå.")
            is_sure = st.checkbox("Ja, lukk runden og frys statusen")
            if st.form_submit_button("Lukk runden"):
                if not is_sure:
                    st.error("Kryss av for at du vil lukke runden. En lukket runde kan ikke åpnes igjen.")
                else:
                    deadlines = {
                        (row.measure_no, row.area_code): None if pd.isna(row.deadline) else row.deadline.date()
                        for row in tasks.itertuples()
                    }
                    _do(lambda: close_round(warehouse.register(), rights, deadlines))
        return
    with st.form("open", border=False):
        title = st.text_input("Navn på runden", placeholder=f"For eksempel: Høsten {today.year}")
        answer_by = st.text_input("Svarfrist (dag.måned.år)")
        if st.form_submit_button("Åpne en runde"):
            try:
                day = dates.day(answer_by)
            except ValueError as error:
                st.error(str(error))
            else:
                _do(lambda: open_round(warehouse.register(), rights, title, day, today))


def blackouts(rights: Rights) -> None:
    """Choose a text somebody reported, and take it away for good."""
    st.header("Sladding", anchor=False)
    st.markdown(
        "Står det noe om en enkeltperson i en melding, kan teksten sladdes. Da er den borte for godt, også i "
        "historikken og i frosne runder. Hvem som sladdet, når og hvorfor, blir stående. Sikkerhetskopier må slettes "
        "for seg."
    )
    texts = {
        f"Melding {row.report_id}, tiltak {row.measure_no}, {row.area}, {FIELDS[field]}: {text[:60]}": partial(
            black_out, report_id=row.report_id, field=field
        )
        for row in parts.query(REPORTS).itertuples()
        for field in TEXT_FIELDS
        if isinstance(text := getattr(row, field), str) and text != BLACKED_OUT
    } | {
        f"{KINDS[row.kind]} {row.entry_id}, {row.about}, {FIELDS[row.field]}: {row.text[:60]}": partial(
            black_out_entry, kind=row.kind, entry_id=row.entry_id, field=row.field
        )
        for row in parts.query(ENTRIES).itertuples()
        if row.text != BLACKED_OUT
    }
    if not texts:
        st.markdown("Ingenting av det som er skrevet, har tekst som kan sladdes.")
    else:
        with st.form("black_out", border=False, clear_on_submit=True):
            chosen = st.selectbox("Tekst", list(texts), index=None, placeholder="Velg teksten")
            reason = st.text_input("Hvorfor den sladdes (uten å gjenta det som sladdes)")
            if st.form_submit_button("Sladd teksten"):
                if chosen is None:
                    st.error("Velg teksten som skal sladdes.")
                else:
                    _do(lambda: texts[chosen](warehouse.register(), rights, reason=reason))
    trace = parts.query(TRACE)
    if not trace.empty:
        table = pd.DataFrame(
            {
                "Når": trace["blacked_out_at"].map(wording.moment),
                "Hva": [f"{KINDS[row.kind]} {row.entry_id}" for row in trace.itertuples()],
                "Felt": trace["field"].map(FIELDS),
                "Av": trace["role"],
                "Hvorfor": trace["reason"],
            }
        )
        parts.table(table, "Tekst som er sladdet")


def _do(change) -> None:
    try:
        change()
    except RegisterError as error:
        st.error(str(error))
    else:
        st.rerun()
