"""The deliveries that stand in the register, as the build takes them."""

import json
from pathlib import Path

from sqlalchemy import Engine

from pipelines.delivered import NONE, CentreYears, Standing
from pipelines.delivery import of_text
from register.centre_years import Years
from register.database import open_register, url_of
from register.deliveries import standing
from register.settings import settings


def of_register(engine: Engine) -> Standing:
    """Raises UnavailableError."""
    state, found, years = standing(engine)
    handed_in = tuple(of_text(one.file, one.content) for one in found)
    return Standing(handed_in, state, centre_years_of(years))


def centre_years_of(years: Years) -> CentreYears:
    return {year: json.loads(text) for year, text in years.counts.items()}


def of_settings(raw: Path) -> Standing:
    """What the register of the settings holds for their folder of raw data; nothing for another, or with no register.

    Raises RegisterError.
    """
    used = settings()
    url = url_of(used.address)
    is_there = url.get_backend_name() != "sqlite" or Path(url.database or "").exists()
    if raw.resolve() != used.raw.resolve() or not is_there:
        return NONE
    engine = open_register(used.address)
    try:
        return of_register(engine)
    finally:
        engine.dispose()
