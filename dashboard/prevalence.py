"""What «Omfang» says before its figures, and what they may be chosen by."""

from content import warehouse
from content.collaboration import collaboration
from content.figures import WORKED_EXAMPLE
from content.figures.estimates import WHO
from content.plan import filters
from dashboard import choices, prose

PAGE = "omfang"


def intro(version: str, follows: dict[str, str]) -> str:
    """As HTML."""
    example = choices.link_along(follows, WORKED_EXAMPLE.page, WORKED_EXAMPLE.anchor)
    return prose.title("Omfang: hvor mange er utsatt?") + prose.words(
        "Undersøkelser av hvor mange som oppgir at de har vært utsatt for vold. Hver figur viser tall fra én "
        "undersøkelse. Figurene kan ikke sammenlignes med hverandre: befolkning, periode og metode er ulike. "
        f"Hva kan en andel bety for {collaboration(version).together}? Se regneeksempelet "
        f"[{WORKED_EXAMPLE.question}]({example}) på siden Min kommune."
    )


def fields(version: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Name in the address → label, and value → what is read."""
    offered = warehouse.query(version, filters.OFFERED, {"page": PAGE})
    surveys = dict(zip(offered["source_id"], offered["survey"], strict=True))
    return {
        "kjonn": ("Kjønn", choices.any_or({sex: who for sex, who in WHO.items() if sex in set(offered["sex"])})),
        "vold": ("Vold", choices.any_or(offered["violence"])),
        "befolkning": (
            "Hvem ble spurt",
            choices.any_or({asked: asked.capitalize() for asked in offered["population"]}),
        ),
        "undersokelse": ("Undersøkelse", choices.any_or(surveys)),
    }
