"""Omfang: how many are exposed, to what, by whom?"""

import streamlit as st

from content.collaboration import collaboration
from content.figures import WORKED_EXAMPLE
from content.figures.estimates import WHO
from content.figures.figure import NONE_CHOSEN
from content.plan import filters
from content.warehouse import ANY
from dashboard import choices, parts, themes

PAGE = "omfang"

st.title("Omfang: hvor mange er utsatt?", anchor=False)
st.markdown(
    "Undersøkelser av hvor mange som oppgir at de har vært utsatt for vold. Hver figur viser tall fra én undersøkelse. "
    "Figurene kan ikke sammenlignes med hverandre: befolkning, periode og metode er ulike. "
    f"Hva kan en andel bety for {collaboration(parts.version()).together}? Se regneeksempelet "
    f"{choices.figure_link(WORKED_EXAMPLE)} på siden Min kommune."
)

top = st.container()
offered = parts.query(filters.OFFERED, page=PAGE)
fields = {
    "kjonn": ("Kjønn", choices.any_or({sex: who for sex, who in WHO.items() if sex in set(offered["sex"])})),
    "vold": ("Vold", choices.any_or(offered["violence"])),
    "befolkning": ("Hvem ble spurt", choices.any_or({asked: asked.capitalize() for asked in offered["population"]})),
    "undersokelse": (
        "Undersøkelse",
        choices.any_or(dict(zip(offered["source_id"], offered["survey"], strict=True))),
    ),
}
chosen = {filters.PARAMETERS[name][0]: value for name, value in zip(fields, choices.choose(fields), strict=True)}
is_filtered = set(chosen.values()) != {ANY}
if is_filtered:
    st.markdown("Figurer uten tall for valgene vises ikke. Tall om ungdom står på siden Barn og unge.")
asked = chosen if is_filtered else {}
with top:
    themes.on_this_page(PAGE, **asked)
has_some = themes.show(PAGE, **asked)
if is_filtered and not has_some:
    st.markdown(f"{NONE_CHOSEN} Velg «Alle» i ett eller flere av feltene for å se mer.")
