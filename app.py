"""The frame around every page: settings, menu, the version to read, and what stands at the foot."""

import streamlit as st

from dashboard import frame


def declared():
    """The menu, what stands at the foot, and the page of results."""
    menu = {
        "": [
            st.Page("pages/start/overview.py", title="Oversikt", default=True),
            st.Page("pages/start/target_groups.py", title="Målgrupper", url_path="malgrupper"),
            st.Page("pages/start/explore.py", title="Utforsk", url_path="utforsk"),
        ],
        "Kunnskap": [
            st.Page("pages/knowledge/prevalence.py", title="Omfang", url_path="omfang"),
            st.Page("pages/knowledge/children.py", title="Barn og unge", url_path="barn-og-unge"),
            st.Page("pages/knowledge/crisis_centre.py", title="Krisesenteret", url_path="krisesenteret"),
            st.Page("pages/knowledge/honour.py", title="Æresrelatert vold", url_path="aeresrelatert-vold"),
            st.Page("pages/knowledge/municipality.py", title="Min kommune", url_path="kommune"),
            st.Page("pages/knowledge/glossary.py", title="Ordforklaringer", url_path="ord"),
            st.Page("pages/knowledge/sources.py", title="Kilder og metode", url_path="kilder"),
        ],
        "Planen": [
            st.Page("pages/plan/measures.py", title="Status på tiltakene", url_path="tiltak"),
            st.Page("pages/plan/reporting.py", title="Gi status", url_path="meld-inn"),
            st.Page("pages/plan/group.py", title="Arbeidsgruppa", url_path="arbeidsgruppa"),
            st.Page("pages/plan/next_plan.py", title="Ny plan", url_path="ny-plan"),
            st.Page("pages/plan/rounds.py", title="Runder og påminnelser", url_path="runder"),
            st.Page("pages/plan/help_services.py", title="Hjelpetilbud", url_path="hjelpetilbud"),
        ],
        "Legg inn": [
            st.Page("pages/data/figures.py", title="Tall", url_path="legg-inn"),
            st.Page("pages/data/crisis_centre_year.py", title="Tall fra krisesenteret", url_path="aaret"),
        ],
        # As "" above: no section, and last.
        None: [st.Page("pages/start/presentation.py", title="Presentasjon", url_path="presentasjon")],
    }
    at_the_foot = [
        st.Page("pages/about/privacy.py", title="Personvern i løsningen", url_path="personvern"),
        st.Page("pages/about/accessibility.py", title="Tilgjengelighet", url_path="tilgjengelighet"),
    ]
    return menu, at_the_foot, st.Page("pages/start/search.py", title="Søk", url_path="sok")


menu, at_the_foot, results = frame.declared_once(declared)
pages = [page for section in menu.values() for page in section] + at_the_foot
page = st.navigation([*pages, results], position="hidden")
frame.top(menu, page, results)
with frame.on_one_version():
    try:
        with st.container(key="page"):
            has_data = frame.choose_version(is_written_on=page.url_path in frame.WRITTEN_ON)
            if has_data:
                frame.lead_to_figure(pages, page)
                page.run()
    except Exception:
        # Where to get help stands there, whatever has failed; a page that starts anew has a foot of its own.
        frame.foot(at_the_foot, has_data=False)
        raise
    frame.foot(at_the_foot, has_data)
