"""What has been handed in, and the way to take one of it back as a whole."""

from typing import NamedTuple

import streamlit as st

from content import handed_in, publishing, warehouse
from dashboard import markup, parts, prose
from dashboard.intake import preview
from register.deliveries import history
from register.rights import Rights

MOST = 50


class Before(NamedTuple):
    told: str
    standing: dict[str, int]
    """What each that is not taken back is called → its number."""


def handed_in_before(rights: Rights) -> None:
    version = parts.version()
    # While the last known status stands in, more may have been saved than its version knows of.
    before = _before(version) if warehouse.is_status_stale(version) else parts.made(_before)
    st.html(before.told)
    if not rights.may_deliver or not before.standing:
        return
    key = f"delivery to undo {st.session_state.get(preview.SHEETS, 0)}"
    chosen = st.selectbox(
        "Hvilken levering skal angres?", list(before.standing), index=None, placeholder="Velg", key=key
    )
    if chosen and st.button("Se hva som blir endret om den angres", key="look at undoing"):
        preview.begin(f"without {before.standing[chosen]}", without=before.standing[chosen])
        st.rerun()
    preview.show(rights, is_undone=True)


def _before(version: str) -> Before:
    """All that the deliveries hold is read for it, and let go of: it may be a lot."""
    found = history(warehouse.register(version), MOST)
    titles = {table.name: table.title for table in publishing.described_tables()}
    heading = prose.header("Lagt inn før")
    if not found:
        return Before(prose.together([heading, prose.plain(handed_in.NOTHING)]), {})
    table = handed_in.history_table(found, titles)
    named = {
        f"Nr. {one.delivery_id}: {what}": one.delivery_id
        for one, what in zip(found, table["Hva"], strict=True)
        if not one.withdrawn_at
    }
    told = [heading, markup.table_of(table, f"Leveringer, den nyeste først (høyst {MOST})")]
    return Before(prose.together(told), named)
