"""What «Runder og påminnelser» says between its fields: the rounds there have been, and who has not answered."""

from dataclasses import dataclass
from datetime import date

from content import warehouse
from content.collaboration import plan_title
from content.mail.reminder import AGAIN, reminder
from content.status import queries, status_tables
from dashboard import choices, markup, prose, unanswered
from register.settings import settings

ROUNDS = "select * from marts.rounds order by round_id desc"
ABOUT = (
    "Arbeidsgruppa ber om status i runder: en runde åpnes med en svarfrist, og når den lukkes, fryses statusen slik "
    "den er. En frosset runde endres ikke."
)
NONE = "Ingen runde er åpnet ennå. Oppgaver uten svar står som «Ikke spurt ennå»."


@dataclass(frozen=True)
class Told:
    """Made once a version: HTML, but for `areas`."""

    rounds: str
    unanswered: str
    areas: dict[str, str]
    """Whose tasks there are, as they are read; empty where there are none."""


def told(version: str, today: date) -> Told:
    rounds = warehouse.query(version, ROUNDS)
    tasks = warehouse.query(version, queries.TASKS, {"today": today})
    answer_by = queries.open_answer_by(rounds)
    table = prose.plain(NONE) if rounds.empty else markup.table_of(status_tables.rounds_table(rounds), "Runder")
    since = unanswered.BEFORE_ALL if rounds.empty else unanswered.SINCE[answer_by is not None]
    who = "Hvem har ikke svart?" if answer_by is None else "Hvem har ikke svart i denne runden?"
    return Told(
        rounds=prose.plain(ABOUT) + prose.header("Runder") + table,
        unanswered=prose.header(who) + unanswered.told(tasks, since),
        areas=choices.areas(tasks),
    )


def reminder_to(version: str, area: str, today: date) -> str:
    """What is sent to one of those who are asked, with what waits for an answer."""
    tasks = warehouse.query(version, queries.TASKS, {"today": today})
    answer_by = queries.open_answer_by(warehouse.query(version, ROUNDS))
    own, plan, site = tasks[tasks["area"] == area], plan_title(version).definite, settings().site
    return AGAIN + reminder(area, own, answer_by, today, plan, site)
