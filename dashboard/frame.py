"""What surrounds every page: menu above, the version to read, help and the date of the data below."""

import html
from pathlib import Path

import streamlit as st

from dashboard import parts, warehouse, wording
from dashboard.figures import FIGURES
from pipelines.build import CheckError, build
from pipelines.mistakes import RawDataError

STYLE = Path(__file__).parent / "style.html"
# A page nobody wonders about, in the tab that is left.
LEAVE_TO = "https://www.yr.no"
PUBLISHED = "select published_at from marts.publication"


def top(menu: dict[str, list], current) -> None:
    """Style and menu: a link, or a button that opens the links of a section."""
    st.html(STYLE)
    with st.container(key="menu", horizontal=True, vertical_alignment="center", gap="small"):
        for section, pages in menu.items():
            if not section:
                for page in pages:
                    st.page_link(page)
                continue
            is_here = any(page.url_path == current.url_path for page in pages)
            with st.popover(section, type="tertiary", key=f"menu_{section}" + ("_here" if is_here else "")):
                for page in pages:
                    st.page_link(page)
        st.html('<span class="help">Noen å snakke med: <a href="tel:116006">116&nbsp;006</a></span>')
        st.html(f'<a class="leave" href="{LEAVE_TO}" rel="noreferrer" target="_self">Forlat siden raskt</a>')


def lead_to_figure() -> None:
    """`?figur=` leads to a figure on whatever page it is; tells when there is no such figure."""
    asked = st.query_params.get("figur")
    if asked is None:
        return
    found = [figure for figure in FIGURES.values() if figure.anchor == asked]
    for figure in found:
        st.markdown(f"Her finner du figuren: {figure.link}")
    if not found:
        st.markdown("Adressen ber om en figur som ikke finnes. Viser hele siden.")


def choose_version() -> bool:
    """Settle which version this run reads, building the first one; tells what is wrong when there is none."""
    version = warehouse.version_in_use()
    if version is None:
        try:
            version = build(out=warehouse.PROCESSED)
        except (RawDataError, CheckError) as error:
            st.title("Dataene kan ikke vises", anchor=False)
            st.markdown("Det er feil i rådataene. Rett det som står her, og last siden på nytt.")
            st.html("<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in str(error).splitlines()) + "</ul>")
            return False
    st.session_state["version"] = version
    return True


def foot(accessibility) -> None:
    """Where to get help, how old the data are, and how accessible the pages are."""
    published_at = parts.query(PUBLISHED)["published_at"].iloc[0]
    with st.container(key="foot"):
        st.markdown(
            "Temaet kan være tungt. **Vold- og overgrepslinjen [116\u00a0006](tel:116006)** er gratis og åpen hele "
            "døgnet. Er det fare på ferde, ring politiet på **[112](tel:112)**."
        )
        st.caption(f"Tallene ble lagt ut her {wording.moment(published_at)}. De gjelder grupper, aldri enkeltpersoner.")
        st.page_link(accessibility)
