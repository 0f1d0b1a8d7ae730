"""What Min kommune says between its choices, its figure and its files, each as HTML."""

from datetime import date

from content import wording
from content.figures import WORKED_EXAMPLE
from content.plan import decisions, laws, municipality, municipality_sheet
from dashboard import choices, markup, prose

TITLE = "Min kommune: hva er på plass hos oss?"
NOTHING = f"Ingen oppgaver er lagt inn. {decisions.TO_BE_ADDED}"
ON_PAPER = "Siden blir ett A4-ark når den skrives ut fra nettleseren (Ctrl + P)."


def title(version: str, area: str | None, today: date) -> str:
    return prose.together([prose.title(municipality.finding_of(version, area, today) if area else TITLE)])


def sheet(
    version: str, area: str, today: date, mark: str, chosen: dict[str, str] | None, follows: dict[str, str]
) -> str:
    """The sheet, with a link that takes `follows` along, and that there is no worked example where there is none."""
    answer = choices.link_along(follows, "meld-inn", kommune=wording.slug(area))
    way = f'<a href="{answer}" target="_self">Gi status</a>'
    return prose.together(
        [
            f'<p class="vnr-aside vnr-quiet">Noe nytt, eller noe galt? {way}</p>',
            municipality_sheet.of(version, area=area, today=today, mark=mark, chosen=chosen),
            "" if chosen else prose.on_screen(prose.words(WORKED_EXAMPLE.empty)),
        ]
    )


def of_laws(version: str) -> str:
    told, checked, heading, plans_own = laws.told(version)
    return prose.together(
        [
            prose.words(f"Om loven krever et tiltak, er ikke vurdert her. {checked}"),
            prose.words(markup.bullets(told) or laws.EMPTY),
            prose.words(f"**{heading}**"),
            prose.words(markup.bullets(plans_own) or laws.EMPTY),
        ]
    )


def paragraph(version: str, area: str, today: date, mark: str, chosen: dict[str, str] | None) -> str:
    """A paragraph to paste, with its source."""
    text = municipality.paragraph_of(version, area=area, today=today, chosen=chosen)
    return prose.on_screen(prose.header("Et avsnitt med kilde"), markup.copied("avsnittet", mark, text))
