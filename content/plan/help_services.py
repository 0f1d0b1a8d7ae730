"""Who helps, in one municipality and in the whole country, on one sheet of A4, as HTML."""

import html
import re
from datetime import date
from urllib.parse import urlsplit

import pandas as pd

from content import warehouse, wording

TITLE = "Hjelpetilbud: hvem kan hjelpe her, og i hele landet?"
LOCAL = "select * from marts.local_services where area = $area order by place nulls last, service_id"
NATIONAL = "select * from marts.help_services where is_national order by place"
HERE = "select area_code, area from marts.municipalities order by area collate nb"
ACUTE = "Er det fare nå, ring politiet"
CHOOSE = "Velg kommune for å se hvem som hjelper der."
NOBODY = "Ingen hjelpetilbud er ført opp for {} ennå."
NO_NATIONAL = f"Ingen landsdekkende hjelpetilbud er lagt inn. {wording.ASK_THE_KEEPER}"
NOT_CONFIRMED = "Ikke bekreftet av kommunen"
MAY_BE_OTHER = "Det som er funnet på åpne nettsider, kan være endret."
NOT_GIVEN = "er ikke ført"
UNKNOWN_DAY = "Lesedato er ikke ført."
ROOMY = 24
"""As many stand on a sheet of A4 in large letters."""
BETWEEN_DIGITS, NO_BREAK = r"(?<=\d) (?=\d)", "\u00a0"
MONTHS = 6
"""What has been confirmed is old after as many."""
OLD = "for over seks måneder siden"
TO_FILL_IN = "Dette er ikke funnet, eller ikke lest sikkert nok til å vises. Kommunen kan føre det inn her:"
NATIONAL_TO_FILL_IN = "Dette er ikke funnet, eller ikke lest sikkert nok til å vises:"


def areas(version: str) -> dict[str, str]:
    """Municipality → its code."""
    return {row.area: row.area_code for row in warehouse.query(version, HERE).itertuples()}


def shown(services: pd.DataFrame) -> pd.DataFrame:
    """Those that are there, as far as is known; rows of LOCAL."""
    return services[~services["is_missing"] & ~services["is_withdrawn"]]


def missing(services: pd.DataFrame) -> list[str]:
    """The names of those that are asked for; rows of LOCAL, or of NATIONAL."""
    is_asked = services["is_missing"] if "is_missing" in services else ~services["is_sure"]
    return services.loc[is_asked, "service"].tolist()


def said(service, today: date, is_mixed: bool = True) -> str:
    """By whom it was said, and when; a row of LOCAL or NATIONAL.

    Where none is confirmed, which is not `is_mixed`, it is said once of all.
    """
    if getattr(service, "is_told", False):
        days = f"Bekreftet {wording.day(service.confirmed_on)}"
        return f"{days}, {OLD}: sjekk før bruk." if is_old(service, today) else f"{days}."
    page = f" på {site(elsewhere)}" if (elsewhere := read_elsewhere(service)) else ""
    read = UNKNOWN_DAY if pd.isna(service.read_on) else f"Lest {wording.day(service.read_on)}{page}."
    return f"{NOT_CONFIRMED}. {read}" if is_mixed and hasattr(service, "is_told") else read


def read_elsewhere(service) -> str | None:
    """The address it was read at on that day, where the site of the service itself is another, or not known."""
    if not isinstance(service.source_address, str) or pd.isna(service.read_on):
        return None
    is_own = isinstance(service.link, str) and site(service.link) == site(service.source_address)
    return None if is_own else service.source_address


def unsaid(service) -> list[str]:
    """What a reader would look for and does not find: telephone, opening hours; a row of LOCAL or NATIONAL."""
    known = {"telefon": service.phone, "åpningstid": service.opening}
    if service.is_online_only:
        del known["telefon"]
    return [name for name, text in known.items() if not isinstance(text, str)]


def is_old(service, today: date) -> bool:
    """Is it more than MONTHS since the municipality said that it is so? A row of LOCAL."""
    return pd.Timestamp(service.confirmed_on) < pd.Timestamp(today) - pd.DateOffset(months=MONTHS)


def summary(services: pd.DataFrame, area: str, today: date) -> str:
    """How many the municipality has confirmed, and how many of them long ago; rows of LOCAL."""
    there = shown(services)
    if there.empty:
        return NOBODY.format(area)
    told = there[there["is_told"]]
    if told.empty:
        return f"{len(there)} tilbud er funnet på åpne nettsider. Kommunen har ikke bekreftet noen av dem ennå."
    old = sum(is_old(service, today) for service in told.itertuples())
    confirmed = f"Kommunen har bekreftet {len(told)} av {len(there)} tilbud"
    return f"{confirmed}, {old} av dem {OLD}." if old else f"{confirmed}."


def sheet(version: str, area: str | None, today: date, mark: str) -> tuple[str, str]:
    """The chosen municipality's, and the whole country's below it; on paper the one sheet."""
    national = warehouse.query(version, NATIONAL)
    sure = national[national["is_sure"]]
    own, count = "", len(sure)
    if area is not None:
        services = warehouse.query(version, LOCAL, {"area": area})
        count += len(shown(services))
        told = f'<p class="vnr-about">{html.escape(summary(services, area, today))}</p>'
        own = f"<section><h2>I {html.escape(wording.place(area))}</h2>{told}{_list(shown(services), today)}</section>"
    of_all = _list(sure, today) if len(sure) else f"<p>{html.escape(NO_NATIONAL)}</p>"
    made_up = f"<b>{html.escape(mark)}</b> " if mark else ""
    kind = "vnr-help vnr-full" if count > ROOMY else "vnr-help"
    return (
        f'<div class="{kind}"><p class="vnr-now">{ACUTE} <a href="tel:112">112</a>.</p>'
        f'<p class="vnr-paper">{made_up}Per {wording.day(today)}. {MAY_BE_OTHER}</p>{own}</div>',
        f'<div class="{kind}"><section><h2>I hele landet</h2>{of_all}</section></div>',
    )


def _list(services: pd.DataFrame, today: date) -> str:
    is_mixed = "is_told" in services and bool(services["is_told"].any())
    items = "".join(_item(service, today, is_mixed) for service in services.itertuples())
    return f"<ul>{items}</ul>" if items else ""


def _item(service, today: date, is_mixed: bool) -> str:
    """The name, the number to call, and in small letters the rest."""
    about = [wording.capitalised(text) for text in (service.for_whom, service.opening) if isinstance(text, str)]
    about += [text for text in (getattr(service, "unit", None),) if isinstance(text, str)]
    if isinstance(service.serves, str):
        about.append(f"Gjelder: {service.serves}")
    if lacking := unsaid(service):
        about.append(f"{wording.capitalised(wording.listed(lacking))} {NOT_GIVEN}.")
    # A number among the words is not broken.
    lines = "".join(f"<p>{html.escape(re.sub(BETWEEN_DIGITS, NO_BREAK, text))}</p>" for text in about)
    call = f'<p class="vnr-call">{telephone(service.phone)}</p>' if isinstance(service.phone, str) else ""
    link = f"{_link(service.link)} " if isinstance(service.link, str) else ""
    told = html.escape(said(service, today, is_mixed))
    if elsewhere := read_elsewhere(service):
        told = f"{told.removesuffix(f'{html.escape(site(elsewhere))}.')}{_link(elsewhere)}."
    return (
        f"<li><h3>{html.escape(service.service)}</h3>{call}{lines}"
        f'<p class="vnr-about">{link}<span>{told}</span></p></li>'
    )


def telephone(number: str) -> str:
    """To be called with one press; what is blacked out is no number."""
    dialled = re.sub(r"[^\d+]", "", number)
    return f'<a href="tel:{dialled}">{html.escape(number)}</a>' if dialled else html.escape(number)


def _link(address: str) -> str:
    """By the name of the site."""
    if not re.fullmatch(r"https?://\S+", address):
        return html.escape(address)
    return f'<a href="{html.escape(address)}" rel="noreferrer" target="_blank">{html.escape(site(address))}</a>'


def site(address: str) -> str:
    """Its name, as «bufdir.no»."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
