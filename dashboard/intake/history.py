"""What has been handed in, and the way to take one of it back as a whole."""

import streamlit as st

from content import handed_in, publishing
from dashboard import markup, parts, prose
from dashboard.intake import preview
from register.deliveries import history
from register.rights import Rights

MOST = 50


def handed_in_before(rights: Rights) -> None:
    heading = prose.header("Lagt inn før")
    found = history(parts.register(), MOST)
    if not found:
        prose.show(heading, prose.plain(handed_in.NOTHING))
        return
    titles = {table.name: table.title for table in publishing.described_tables()}
    table = handed_in.history_table(found, titles)
    prose.show(heading, markup.table_of(table, f"Leveringer, den nyeste først (høyst {MOST})"))
    standing = {f"Nr. {one.delivery_id}: {handed_in.what(one, titles)}": one for one in found if not one.withdrawn_at}
    if not rights.may_deliver or not standing:
        return
    key = f"delivery to undo {st.session_state.get(preview.SHEETS, 0)}"
    chosen = st.selectbox("Hvilken levering skal angres?", list(standing), index=None, placeholder="Velg", key=key)
    if chosen and st.button("Se hva som blir endret om den angres", key="look at undoing"):
        preview.begin(f"without {standing[chosen].delivery_id}", without=standing[chosen])
        st.rerun()
    preview.show(rights, is_undone=True)
