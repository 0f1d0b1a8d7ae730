"""The reminders of a round that are sent by themselves: a week before its date and the day after."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

import pandas as pd
from sqlalchemy import Engine

from content import warehouse, wording
from content.collaboration import plan_title
from content.mail.package import RECIPIENTS, mail, sheet_of, tasks_of, told, waiting
from content.mail.reminder import is_waiting
from content.mail.smtp import MailError, connect, deliver, is_lost, leave
from content.status import queries
from register.errors import RegisterError
from register.questions import OSLO
from register.reminders import REFUSED, SENT, Outcome, Reminder, claim, keep
from register.rights import Rights
from register.settings import Mail
from register.validation.addresses import deliverable

OPEN_ROUND = "select * from marts.rounds where closed_at is null"
REMINDERS = "select recipient, occasion, outcome from marts.reminders where round_id = $round_id"
BEFORE, AFTER = "before", "after"
OCCASIONS = {BEFORE: "en uke før svarfristen", AFTER: "dagen etter svarfristen"}
OUTCOMES = {SENT: "Sendt.", REFUSED: "Ikke sendt."}
UNKNOWN = "Uvisst om den kom fram."
"""What is told of any other outcome, also where there is none yet."""
STALE = "Hvem som har svart, er ikke kjent nå, og da sendes det ingen påminnelser."
DAY, WEEK = timedelta(days=1), timedelta(days=7)
MOST_LOST = 3
"""Connections that are lost one after another: then it is the server, and not what is sent."""
STOPPED = "E-postserveren svikter gang på gang. De neste er ikke forsøkt."


@dataclass(frozen=True)
class Due:
    """Those who have not answered, and are to be told so today and have not been."""

    round_id: int
    answer_by: date
    occasion: str
    today: date
    plan: str
    recipients: pd.DataFrame
    """Rows of RECIPIENTS, each with an address."""
    unreachable: list[str]
    """Who has none."""
    tasks: pd.DataFrame

    def told(self, recipient) -> tuple[str, str]:
        """Subject and text, as in the draft."""
        return told(recipient, self.own(recipient), self.answer_by, self.today, self.plan, is_reminder=True)

    def own(self, recipient) -> pd.DataFrame:
        return tasks_of(recipient, self.tasks)


def spans(round_) -> dict[str, tuple[date, date]]:
    """When each reminder of a round is sent, and the last day it is tried; a row of marts.rounds."""
    answer_by = round_.answer_by.date()
    found = {BEFORE: (answer_by - WEEK, answer_by), AFTER: (answer_by + DAY, answer_by + WEEK)}
    # Who has been asked in the week before has just been told of the date.
    return found if wording.local_date(round_.opened_at) < answer_by - WEEK else {AFTER: found[AFTER]}


def due(version: str, today: date) -> Due | None:
    """None where it is not the time for a reminder, or no round is open.

    Raises RegisterError where the version does not hold what the register has now.
    """
    if warehouse.is_status_stale(version):
        raise RegisterError(STALE)
    for round_ in warehouse.query(version, OPEN_ROUND).itertuples():
        for occasion, (first, last) in spans(round_).items():
            if first <= today <= last:
                return _due(version, today, round_, occasion)
    return None


def _due(version: str, today: date, round_, occasion: str) -> Due:
    tasks = warehouse.query(version, queries.TASKS, {"today": today})
    before = warehouse.query(version, REMINDERS, {"round_id": round_.round_id})
    is_told = before["occasion"].eq(occasion) & before["outcome"].ne(REFUSED)
    left = waiting(warehouse.query(version, RECIPIENTS), tasks)
    left = left[~left["recipient"].isin(before.loc[is_told, "recipient"])]
    has_address = left["address"].map(lambda address: deliverable(address) is not None).astype(bool)
    return Due(
        round_.round_id,
        round_.answer_by.date(),
        occasion,
        today,
        plan_title(version).definite,
        left[has_address],
        list(left.loc[~has_address, "name"]),
        tasks,
    )


def send(due: Due, engine: Engine, rights: Rights, server: Mail) -> tuple[list[tuple[str, Outcome]], str]:
    """To each who has not been sent it meanwhile: what became of it by name; and why it stopped, where it did.

    Raises NotAllowedError.
    """
    rights.require_working_group()
    done: list[tuple[str, Outcome]] = []
    connection, lost = None, 0
    try:
        for recipient in due.recipients.itertuples():
            if lost == MOST_LOST:
                return done, STOPPED
            if connection is None or is_lost(connection):
                connection = connect(server)
            message = message_to(due, recipient, server.sender)
            reminder = Reminder(due.round_id, recipient.recipient, due.occasion, int(recipient.entry_id))
            # From here until it is kept what became of it, nobody knows whether it has gone out.
            if (attempt := claim(engine, rights, reminder)) is None:
                continue
            outcome = deliver(connection, message, server.sender, message["To"])
            done.append((recipient.name, outcome))
            keep(engine, rights, reminder, attempt, outcome)
            lost = lost + 1 if is_lost(connection) else 0
    except (MailError, RegisterError) as error:
        return done, str(error)
    finally:
        leave(connection)
    return done, ""


def worded(how: Outcome) -> str:
    """What became of it, in words."""
    return " ".join(filter(None, [OUTCOMES.get(how.outcome, UNKNOWN), how.reason]))


def message_to(due: Due, recipient, sender: str) -> EmailMessage:
    """The draft of the package, with what the server that sends it is to say."""
    own = due.own(recipient)
    message = mail(recipient, sheet_of(own[is_waiting(own)]), *due.told(recipient))
    message["From"] = sender
    message["Date"] = format_datetime(datetime.now(OSLO))
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    # So that nobody's holiday answers it.
    message["Auto-Submitted"] = "auto-generated"
    return message
