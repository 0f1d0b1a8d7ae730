"""Omfang: how many are exposed, to what, by whom?"""

import streamlit as st

from content.figures.figure import NONE_CHOSEN
from content.plan import filters
from content.warehouse import ANY
from dashboard import choices, parts, prevalence, prose, themes

KNOWS_THEM_ALL = "Figurer uten tall for valgene vises ikke. Tall om ungdom står på siden Barn og unge."

above = st.container()
fields = parts.made(prevalence.fields)
chosen = {filters.PARAMETERS[name][0]: value for name, value in zip(fields, choices.choose(fields), strict=True)}
asked = chosen if set(chosen.values()) != {ANY} else {}
told = themes.told(prevalence.PAGE, **asked)
with above:
    prose.show(parts.made(prevalence.intro, follows=choices.along()), told.found)
if asked:
    st.markdown(KNOWS_THEM_ALL)
themes.show_figures(prevalence.PAGE, told, **asked)
if asked and not told.has_some:
    st.markdown(f"{NONE_CHOSEN} Velg «Alle» i ett eller flere av feltene for å se mer.")
