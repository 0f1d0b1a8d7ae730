"""Omfang: how many are exposed, to what, by whom?"""

import streamlit as st

from content.figures import HOMICIDES_FIGURE, OVER_TIME, WORKED_EXAMPLE
from content.figures.catalogue import themes
from content.figures.estimates import WHO
from content.figures.figure import ASK_THE_KEEPER
from dashboard import choices, parts

PAGE = "omfang"
CHOICES = """
select distinct
    observations.category as violence,
    observations.population,
    observations.sex,
    sources.source_id,
    if(sources.source_id = 'plan', 'Ikke navngitt i planen', concat_ws(' ', publisher, sources.year)) as survey,
    sources.year
from marts.observations
inner join marts.sources using (source_id)
left join marts.indicators using (indicator_id)
where indicators.page = $page or (sources.source_id = 'plan' and recall_period is null)
order by sources.source_id = 'plan', sources.year desc, violence
"""

st.title("Omfang: hvor mange er utsatt?", anchor=False)
st.markdown(
    "Undersøkelser av hvor mange som oppgir at de har vært utsatt for vold. Hver figur viser tall fra én undersøkelse. "
    "Figurene kan ikke sammenlignes med hverandre: befolkning, periode og metode er ulike. "
    f"Hva kan en andel bety for de ni kommunene? Se regneeksempelet {WORKED_EXAMPLE.link} på siden Min kommune."
)

offered = parts.query(CHOICES, page=PAGE)
sex, violence, population, survey = choices.choose(
    {
        "kjonn": ("Kjønn", choices.any_or({sex: who for sex, who in WHO.items() if sex in set(offered["sex"])})),
        "vold": ("Vold", choices.any_or(offered["violence"])),
        "befolkning": (
            "Hvem ble spurt",
            choices.any_or({asked: asked.capitalize() for asked in offered["population"]}),
        ),
        "undersokelse": (
            "Undersøkelse",
            choices.any_or(dict(zip(offered["source_id"], offered["survey"], strict=True))),
        ),
    }
)

filters = {"sex": sex, "violence": violence, "population": population, "survey": survey}
is_filtered = set(filters.values()) != {choices.ANY}
if is_filtered:
    st.markdown("Figurer uten tall for valgene vises ikke. Tall om ungdom står på siden Barn og unge.")
is_any_shown = parts.under_headings(themes(parts.version(), PAGE) | {"Over tid": [OVER_TIME]}, **filters)
if offered.empty:
    st.markdown(f"Ingen undersøkelser er lagt inn. {ASK_THE_KEEPER}")
elif not is_any_shown:
    st.markdown("Ingen tall passer med valgene. Velg «Alle» i ett eller flere av feltene for å se mer.")
if not is_filtered:
    st.header("Drap", anchor=False)
    parts.figure(HOMICIDES_FIGURE)
