"""What a report may hold."""

import re
from dataclasses import dataclass
from datetime import date

from register.errors import InvalidError
from register.schema import TEXT_FIELDS
from register.validation import dates
from register.validation.personal import has_identity_number, name_in, traces
from register.validation.text import thousands

NOT_STARTED, ONGOING, PARTLY = "Ikke startet", "I gang", "Delvis gjennomført"
DONE, DROPPED, UNCLEAR = "Gjennomført", "Gjennomføres ikke", "Vet ikke – avklares"
STATUSES = (NOT_STARTED, ONGOING, PARTLY, DONE, DROPPED, UNCLEAR)
YES, NO, UNKNOWN = "Ja", "Nei", "Vet ikke"
AS_MEANT = (YES, "Delvis", NO, UNKNOWN)
CONTINUE = (YES, "Ja – med endringer", NO, UNKNOWN)
EVALUATION = ("done_as_meant", "outcome", "hindrance", "should_continue")
"""The four questions that evaluate a measure; asked beside its status, and nobody has to answer them."""
CHOICES = {"status": STATUSES, "done_as_meant": AS_MEANT, "should_continue": CONTINUE}
"""Field → what can be chosen."""
ROLES = ("responsible", "decided_by")
"""The texts that are to hold a role, an office or a body, and never who has it."""
LONGEST = 1000
WARNING = "Ikke skriv om enkeltpersoner eller enkeltsaker. Teksten kan bli offentlig."
"""Stands above every text field."""
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2099, 12, 31)
FIELDS = {
    "status": "Status",
    "is_in_operation": "I fast drift",
    "in_place_on": "På plass",
    "responsible": "Ansvarlig",
    "comment": "Kommentar",
    "reason": "Begrunnelse",
    "decided_by": "Besluttet av",
    "new_deadline": "Ny frist",
    "link": "Lenke",
    "done_as_meant": "Gjort som ment?",
    "outcome": "Hva kom ut av det?",
    "hindrance": "Hva hindret?",
    "should_continue": "Bør det gå videre?",
    "speaks_of": "Gjelder dato",
}
"""Field → what it is called where people meet it."""


@dataclass(frozen=True)
class Report:
    """What is said of one task. Empty text and None both mean that nothing is said."""

    measure_no: int
    area_code: str
    status: str
    speaks_of: date
    is_in_operation: bool = False
    in_place_on: date | None = None
    responsible: str | None = None
    comment: str | None = None
    reason: str | None = None
    decided_by: str | None = None
    new_deadline: date | None = None
    link: str | None = None
    done_as_meant: str | None = None
    outcome: str | None = None
    hindrance: str | None = None
    should_continue: str | None = None


def check(report: Report, tasks: set[tuple[int, str]], today: date, last: Report | None = None) -> None:
    """Raises InvalidError with a sentence for each field that can not be saved; `tasks` are those there are.

    `last` is what was last said of the task: a new deadline that was set then stays, though it has passed.
    """
    problems = {}
    if (report.measure_no, report.area_code) not in tasks:
        problems["task"] = "Oppgaven finnes ikke i planen. Velg et tiltak og en kommune fra listen."
    if not report.status:
        problems["status"] = f"Status mangler. Velg én av: {', '.join(STATUSES)}."
    elif report.status not in STATUSES:
        problems["status"] = f"«{report.status}» er ikke en status. Velg én av: {', '.join(STATUSES)}."
    if report.is_in_operation and report.status != DONE:
        problems["is_in_operation"] = f"«I fast drift» hører bare til «{DONE}»."
    if report.in_place_on is not None:
        if report.status != DONE:
            problems["in_place_on"] = f"Når oppgaven var på plass, oppgis bare for «{DONE}»."
        elif not FIRST_DAY <= report.in_place_on <= today:
            problems["in_place_on"] = f"Måneden må ligge mellom januar {FIRST_DAY.year} og i dag."
        elif report.in_place_on.replace(day=1) > report.speaks_of:
            problems["in_place_on"] = (
                f"På plass {dates.MONTHS[report.in_place_on.month - 1]} {report.in_place_on.year} er etter "
                f"{dates.told(report.speaks_of)}, som svaret gjelder. Rett en av datoene."
            )
    if not FIRST_DAY <= report.speaks_of <= today:
        problems["speaks_of"] = f"Datoen kan ikke være fram i tid, og ikke før {FIRST_DAY.year}."
    if report.new_deadline is not None and report.new_deadline != (last and last.new_deadline):
        if not FIRST_DAY <= report.new_deadline <= LAST_DAY:
            problems["new_deadline"] = f"Fristen må ligge mellom {FIRST_DAY.year} og {LAST_DAY.year}."
        elif report.new_deadline < today:
            problems["new_deadline"] = (
                "Den nye fristen har alt gått ut. Sett en dato fram i tid, eller la feltet stå tomt."
            )
    if report.status == DROPPED:
        for field, asked in (("reason", "hvorfor"), ("decided_by", "hvem som har besluttet det")):
            if not (getattr(report, field) or "").strip():
                problems[field] = f"«{DROPPED}» må si {asked}."
    if report.link and not re.fullmatch(r"https?://\S+", report.link.strip()):
        problems["link"] = "Lenken må begynne med https:// eller http:// og ikke ha mellomrom."
    for field in ("done_as_meant", "should_continue"):
        answer = getattr(report, field)
        if answer and answer not in CHOICES[field]:
            problems[field] = f"«{answer}» er ikke blant svarene. Velg én av: {', '.join(CHOICES[field])}."
    for field in TEXT_FIELDS:
        problem = text_problem(getattr(report, field) or "")
        if problem:
            problems[field] = problem
    if problems:
        raise InvalidError(problems)


def text_problem(text: str) -> str | None:
    """Why a text can not be saved, None when it can."""
    if len(text) > LONGEST:
        return f"Teksten er på {thousands(len(text))} tegn. Den kan ha høyst {thousands(LONGEST)}."
    if UNSTORABLE.search(text):
        return "Teksten inneholder et tegn som ikke kan lagres. Skriv den på nytt."
    if has_identity_number(text):
        return "Teksten ser ut til å inneholde et fødselsnummer (11 siffer). Fjern det: ikke skriv om enkeltpersoner."
    return None


def text_doubt(text: str) -> str | None:
    """What to ask before a text is saved, None when nothing in it may be about one person."""
    found = traces(text)
    if not found:
        return None
    told = found[0] if len(found) == 1 else f"{', '.join(found[:-1])} og {found[-1]}"
    return f"Teksten inneholder {told}. Er dette en enkeltperson?"


def _name_doubt(role: str) -> str | None:
    if name := name_in(role):
        return f"«{name}» ser ut som et navn. Skriv rollen eller stillingen i stedet. Skal det lagres likevel?"
    return None


def _other_doubt(role: str) -> str | None:
    """What else there is in it than the name that is asked about."""
    name = name_in(role)
    return text_doubt(role.replace(name, "|") if name else role)


ROLE_DOUBTS = (_name_doubt, _other_doubt)
"""What to ask before a role is saved."""
