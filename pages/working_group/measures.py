"""Status på tiltakene: how far has each measure come, and where?"""

from datetime import date

import streamlit as st

from dashboard import parts, wording
from dashboard.figures import DEADLINES, FIGURES, measures

ALL = "alle"
FOCUS_AREAS = "select focus_area from marts.measures group by all order by min(measure_no)"
TARGET_GROUPS = "select distinct target_group from marts.measure_target_groups order by target_group collate nb"
GROUPS_OF = "select target_group from marts.measure_target_groups where measure_no = $measure_no"
NEW_SINCE = "select title from marts.developments where list_contains(measure_nos, $measure_no)"
FIGURES_OF = "select figure_id from marts.figure_measures where measure_no = $measure_no"


def overview(today: date) -> None:
    """The measures that suit the filters, a line each."""
    focus_area, target_group = parts.choices(
        {
            "innsatsomrade": ("Innsatsområde", {ALL: "Alle"} | _same(parts.query(FOCUS_AREAS)["focus_area"])),
            "malgruppe": ("Målgruppe eller tema", {ALL: "Alle"} | _same(parts.query(TARGET_GROUPS)["target_group"])),
        }
    )
    listed = parts.query(measures.OVERVIEW, today=today, focus_area=focus_area, target_group=target_group)
    if listed.empty:
        st.markdown("Ingen tiltak passer med valgene. Velg «Alle» i ett av feltene for å se mer.")
    else:
        parts.table(measures.overview_table(listed), "Tiltakene med status og frist")


def _same(values) -> dict[str, str]:
    return {value: value for value in values}


def card(today: date) -> None:
    """All that is known of the measure chosen."""
    st.header("Tiltakskort", anchor=False)
    titles = parts.query("select measure_no, working_title from marts.measures order by measure_no")
    names = {str(row.measure_no): f"{row.measure_no} {row.working_title}" for row in titles.itertuples()}
    chosen = int(parts.choices({"tiltak": ("Tiltak", names)})[0])
    measure = parts.query(measures.CARD, measure_no=chosen, today=today).iloc[0]
    st.subheader(f"{chosen} {measure['working_title']}", anchor=False)
    st.caption(f"{measure['focus_area']}, avsnitt {measure['section']}. Arbeidstittelen er vår egen.")
    if measure["is_worded_differently"]:
        promised, body = st.columns(2)
        promised.markdown(f"**Ordlyd i oversikten (kapittel 1)**\n\n{measure['overview_wording']}")
        body.markdown(f"**Ordlyd i avsnitt {measure['section']}**\n\n{measure['body_wording']}")
        st.markdown(
            "Oversikten og avsnittet er ordlagt ulikt"
            + (", og oversikten lover mer, etter vår lesning." if measure["overview_promises_more"] else ".")
        )
    else:
        st.markdown(f"**Ordlyd (lik i oversikten og i avsnitt {measure['section']})**\n\n{measure['body_wording']}")
    if isinstance(measure["note"], str):
        st.markdown(measure["note"])
    tasks = parts.query(measures.TASKS, measure_no=chosen, today=today)
    about = measures.tasks_in_words(tasks)
    if measure["responsible"] not in set(tasks["owner"]):
        about.append(f"**Ansvar, som planen oppgir det:** {measure['responsible'].rstrip('.')}.")
    groups = parts.query(GROUPS_OF, measure_no=chosen)["target_group"]
    about.append(f"**Målgruppe eller tema:** {wording.listed(groups)}.")
    news = parts.query(NEW_SINCE, measure_no=chosen)["title"]
    about += [f"**Nytt siden planen ble laget:** {title}" for title in news]
    links = [FIGURES[id].link for id in parts.query(FIGURES_OF, measure_no=chosen)["figure_id"]]
    about.append(f"**Tall som angår tiltaket:** {' '.join(links) or 'Ingen av tallene her.'}")
    st.markdown(parts.bullets(about))
    parts.table(measures.tasks_table(tasks), f"Oppgavene i tiltak {chosen}")


today = wording.today()
st.title("Status på tiltakene: hvor langt er vi kommet?", anchor=False)
counts = parts.query(measures.TASK_COUNTS, today=today)
if counts["measures"].iloc[0]:
    st.markdown(measures.tasks_sentence(counts))
    overview(today)
    card(today)
    st.header("Frister", anchor=False)
    parts.figure(DEADLINES, today=today)
else:
    st.markdown("Ingen tiltak er lagt inn. De legges i data/raw/measures.csv.")
