"""One package for all who are asked: to each a sheet, a draft of an e-mail with it, and its text apart."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

import pandas as pd
from slugify import slugify

from content import progress
from content.collaboration import PlanTitle
from content.mail.reminder import AGAIN, is_waiting, reminder
from content.status.sheet_tasks import sheet_tasks
from register.settings import settings
from register.sheet.write import write
from register.validation.addresses import deliverable

RECIPIENTS = "select * from marts.recipients order by is_joint, name collate nb"
README = "LES MEG FØRST.txt"
HOW_TO = (
    "Mappen «e-post» har et utkast til hver mottaker, med emne, tekst og ark: åpne det i e-postprogrammet, se over "
    "mottakeren, og send det selv.",
    "Åpner programmet ikke utkastene, lager du en ny e-post, limer inn teksten fra mappen «tekst» og legger ved arket "
    "fra mappen «ark».",
    "Arkene som kommer tilbake, slipper du alle på én gang på siden «Runder og påminnelser», under «Alle svar på én "
    "gang».",
)
SHEET_TYPE = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def package(
    recipients: pd.DataFrame,
    tasks: pd.DataFrame,
    answer_by: date | None,
    today: date,
    mark: str = "",
    is_reminder: bool = False,
    plan: str = PlanTitle.definite,
    tell: progress.Tell = progress.unheard,
) -> bytes:
    """A zip for the rows of marts.recipients, each with those of `tasks` that are its own; rows of TASKS.

    `answer_by` is the date to answer by, None when no round is open; `mark` stands above all of it. The sheets of a
    reminder hold only what has not been answered or evaluated.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(README, _plain_text(mark, *HOW_TO))
        for recipient in progress.each(list(recipients.itertuples()), "mottaker", "mottakere", tell):
            own = tasks_of(recipient, tasks)
            sheet = sheet_of(own[is_waiting(own)] if is_reminder else own, mark)
            subject, text = told(recipient, own, answer_by, today, plan, is_reminder)
            for name, content in _files(recipient, sheet, subject, text, mark):
                archive.writestr(name, content)
    return file.getvalue()


def sheet_of(tasks: pd.DataFrame, mark: str = "") -> bytes:
    """The sheet that the tasks are answered in."""
    return write(sheet_tasks(tasks), mark)


def told(
    recipient, own: pd.DataFrame, answer_by: date | None, today: date, plan: str, is_reminder: bool
) -> tuple[str, str]:
    """Subject and text to a recipient; its own rows of TASKS."""
    written = reminder(recipient.name, own, answer_by, today, plan, settings().site)
    subject, _, text = written.partition("\n\n")
    return f"{AGAIN if is_reminder else ''}{subject}", text


def mail(recipient, sheet: bytes, subject: str, text: str) -> EmailMessage:
    """An e-mail with the sheet; without an address where no header takes it."""
    message = EmailMessage(policy=SMTP)
    # What comes from data may have a line break, which no header takes.
    message["Subject"] = " ".join(subject.split())
    if to := deliverable(recipient.address):
        message["To"] = to
    message.set_content(text, cte="quoted-printable")
    maintype, subtype = SHEET_TYPE
    message.add_attachment(sheet, maintype=maintype, subtype=subtype, filename=f"status-{slugify(recipient.name)}.xlsx")
    return message


def tasks_of(recipient, tasks: pd.DataFrame) -> pd.DataFrame:
    """Those of a municipality, or the joint ones that somebody does on behalf of all."""
    is_own = tasks["area_code"] == recipient.area_code
    return tasks[is_own & (tasks["owner"] == recipient.name)] if recipient.is_joint else tasks[is_own]


def waiting(recipients: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """The recipients who have not given status of all they are asked about."""
    return recipients[[not tasks_of(row, tasks)["is_answered"].all() for row in recipients.itertuples()]]


def not_evaluated(recipients: pd.DataFrame, tasks: pd.DataFrame) -> int:
    """How many of the recipients have a measure left to evaluate."""
    return sum(not tasks_of(row, tasks)["is_evaluated"].all() for row in recipients.itertuples())


def _files(recipient, sheet: bytes, subject: str, text: str, mark: str) -> Iterator[tuple[str, bytes]]:
    name = slugify(recipient.name)
    yield f"ark/status-{name}.xlsx", sheet
    yield f"tekst/{name}.txt", _plain_text(mark, subject, text)
    draft = mail(recipient, sheet, subject, _joined(mark, text))
    # What Outlook opens as something to send, and not as something that has come.
    draft["X-Unsent"] = "1"
    yield f"e-post/{name}.eml", draft.as_bytes()


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(filter(None, paragraphs))


def _plain_text(*paragraphs: str) -> bytes:
    """As every editor of Windows shows it right."""
    return _joined(*paragraphs).replace("\n", "\r\n").encode("utf-8-sig")
