"""What an address may choose among the numbers of a figure: the same on its page and on its slide."""

from collections.abc import Mapping

from content import warehouse, wording
from content.figures.figure import Figure
from content.figures.worked_examples import OPTIONS, example_area
from content.plan.municipality import areas

OFFERED = """
select distinct
    observations.category as violence,
    observations.population,
    observations.sex,
    sources.source_id,
    if(plans.plan_id is not null, 'Ikke navngitt i planen', concat_ws(' ', publisher, sources.year)) as survey,
    sources.year
from marts.observations
inner join marts.sources using (source_id)
left join marts.indicators using (indicator_id)
left join marts.plans as plans on sources.source_id = plans.source_id
where
    (indicators.page = $page and indicators.kind = 'anslag')
    or (
        plans.plan_id is not null and indicator_id is null and recall_period is null and missing_reason is not null
    )
order by plans.plan_id is not null, sources.year desc, violence
"""
PARAMETERS = {
    "kjonn": ("sex", "sex"),
    "vold": ("category", "violence"),
    "befolkning": ("population", "population"),
    "undersokelse": ("survey", "source_id"),
}
"""Name in an address → the parameter of a figure, and the column of OFFERED that holds what it may be."""
MUNICIPALITY, EXAMPLE = "kommune", "eksempel"
NAMES = (*PARAMETERS, MUNICIPALITY, EXAMPLE)


def area_of(version: str, chosen: Mapping[str, str]) -> str | None:
    """The municipality that is chosen; None where none is, or one that is not there."""
    return {wording.slug(area): area for area in areas(version)}.get(chosen.get(MUNICIPALITY, ""))


def of_figure(version: str, figure: Figure, chosen: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a figure that an address chooses; what it does not know is left as it is."""
    found = {}
    if PARAMETERS.keys() & chosen.keys() and {name for name, _ in PARAMETERS.values()} <= figure.parameters.keys():
        offered = warehouse.query(version, OFFERED, {"page": figure.page})
        for name, (parameter, column) in PARAMETERS.items():
            values = {wording.slug(value): value for value in offered[column]}
            if chosen.get(name) in values:
                found[parameter] = values[chosen[name]]
    if "estimate" in figure.parameters:
        estimates = {wording.slug(id): id for id in warehouse.query(version, OPTIONS)["estimate_id"]}
        if chosen.get(EXAMPLE) in estimates:
            found["estimate"] = estimates[chosen[EXAMPLE]]
        if area := area_of(version, chosen):
            found["area"] = example_area(version, area)
    return found
