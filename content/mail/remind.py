"""Sends the reminders that are due, for a scheduler: once a day is enough, and more often does no harm.

`python -m content.mail.remind [--vis]`
"""

import argparse
import logging
import math
import sys

from content import warehouse, wording
from content.mail.sending import OCCASIONS, Due, due, send, worded
from pipelines.build import UnwritableError
from register.errors import RegisterError
from register.reminders import SENT
from register.rights import Rights
from register.settings import settings

BY_ITSELF = Rights("automatisk utsending", is_working_group=True)
NOT_SET_UP = "E-post er ikke satt opp: [mail] mangler i settings.toml, eller eksempelet vises. Ingenting er sendt."
NOBODY = "Ingen skal ha påminnelse i dag."


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Send påminnelse til dem som ikke har svart, en uke før svarfristen og dagen etter."
    )
    parser.add_argument("--vis", action="store_true", help="vis hva som ville blitt sendt, og send ingenting")
    is_shown_only = parser.parse_args(words).vis
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    # What is wrong is told in one sentence, which the log would stand in front of.
    logging.basicConfig(handlers=[logging.NullHandler()])
    try:
        lines, is_well = _shown() if is_shown_only else _sent()
    except (RegisterError, UnwritableError) as error:
        lines, is_well = [str(error)], False
    print("\n".join(lines), file=sys.stdout if is_well else sys.stderr)
    return 0 if is_well else 1


def _sent() -> tuple[list[str], bool]:
    """What is told, and whether all went as it should."""
    if (server := settings().mail) is None:
        return [NOT_SET_UP], False
    version, found = _due()
    if found is None:
        return [NOBODY], True
    done, why = send(found, warehouse.register(version), BY_ITSELF, server)
    lines = [f"{name}: {worded(how)}" for name, how in done]
    return [*_begins(found), *lines, *filter(None, [why])], not why and all(how.outcome == SENT for _, how in done)


def _shown() -> tuple[list[str], bool]:
    _, found = _due()
    if found is None:
        return [NOBODY], True
    lines = [] if settings().mail else [NOT_SET_UP]
    for recipient in found.recipients.itertuples():
        subject, text = found.told(recipient)
        lines += ["", f"Til: {recipient.name} <{recipient.address}>", f"Emne: {subject}", "", text]
    return [*_begins(found), *lines], True


def _begins(found: Due) -> list[str]:
    count = wording.counted(len(found.recipients), "mottaker", "mottakere")
    lines = [f"Påminnelse {OCCASIONS[found.occasion]} {wording.day(found.answer_by)}: {count}."]
    return lines + ([f"Uten e-postadresse: {wording.listed(found.unreachable)}."] if found.unreachable else [])


def _due() -> tuple[str, Due | None]:
    """Of the register as it is now. Raises RegisterError where that can not be said."""
    version = warehouse.version_in_use(math.inf)
    if version is None:
        raise RegisterError("Ingen data er publisert. Kjør «python -m pipelines.build» først.")
    return version, due(version, wording.today())


if __name__ == "__main__":
    sys.exit(main())
