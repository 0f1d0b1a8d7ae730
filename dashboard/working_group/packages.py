"""What is sent to all who are asked, made in one press, to be sent by hand."""

from datetime import date

import pandas as pd

from content import wording
from content.collaboration import plan_title
from content.mail.package import RECIPIENTS, not_evaluated, package, waiting
from content.status import queries
from dashboard import making, parts, prose

ABOUT = (
    "Pakken har et ark og et utkast til e-post for hver kommune og for hver som har en felles oppgave. Pakken sendes "
    "ikke herfra: dere sender e-postene selv."
)
NO_ROUND = (
    "Ingen runde er åpen. Åpne en runde med svarfrist først: uten den står det ingen frist i e-postene. Pakken kan "
    "lages likevel."
)


def packages(said: prose.Said, recipients: pd.DataFrame, tasks: pd.DataFrame, answer_by, today: date) -> None:
    """To all, and in an open round to those who have more to answer; rows of RECIPIENTS, and of TASKS."""
    said.add(prose.plain(ABOUT), prose.plain(NO_ROUND) if answer_by is None else "")
    said.show()
    mark, plan = parts.example_mark(), plan_title(parts.version()).definite
    name = f"{'eksempeldata-' if mark else ''}{{}}-{today:%d.%m.%Y}.zip"

    # Asked for anew: what the page was drawn of may have been answered, or blacked out, since.
    def everything() -> bytes:
        now = parts.query(queries.TASKS, today=today)
        return package(parts.query(RECIPIENTS), now, answer_by, today, mark, plan=plan, tell=making.tell)

    def reminders() -> bytes:
        now = parts.query(queries.TASKS, today=today)
        left = waiting(parts.query(RECIPIENTS), now)
        return package(left, now, answer_by, today, mark, is_reminder=True, plan=plan, tell=making.tell)

    parts.download(
        f"Last ned pakken til alle {len(recipients)} (ZIP)",
        everything,
        name.format("status-til-alle"),
        "application/zip",
    )
    if answer_by is None:
        return
    left = waiting(recipients, tasks)
    if left.empty:
        unevaluated = not_evaluated(recipients, tasks)
        about = f" {unevaluated} av {len(recipients)} har ikke evaluert alle tiltakene ennå." if unevaluated else ""
        said.add(prose.plain(f"Alle har gitt status i denne runden.{about}"))
        return
    parts.download(
        f"Last ned påminnelse til {wording.number(len(left))} som ikke har svart på alt (ZIP)",
        reminders,
        name.format("paaminnelse"),
        "application/zip",
    )
