"""Runder og påminnelser: who has not answered, and how does the working group ask, take in, freeze and black out?"""

from content import warehouse, wording
from content.collaboration import plan_title
from content.mail.calendar import DEADLINES, calendar
from content.mail.package import RECIPIENTS
from content.plan import decisions
from content.status import queries
from dashboard import access, choices, markup, parts, prose
from dashboard.forms import fields
from dashboard.reporting import all_sheets
from dashboard.working_group import addresses, blackouts, follow_up, packages, plan_forms, reminders, round_form

today = wording.today()
rights, keeper = access.rights(), access.rights_in_any_plan()
is_in_force = warehouse.is_in_force(parts.version())
told = parts.made(follow_up.told, today=today)
said = prose.Said()
said.add(prose.title("Runder og påminnelser: hvem har ikke svart?"), told.rounds)
if keeper.is_working_group:
    said.show()
    fields.begin()
    rounds, tasks = parts.query(follow_up.ROUNDS), parts.query(queries.TASKS, today=today)
    round_form.rounds(rounds, tasks, keeper, today, is_in_force)
else:
    said.add(prose.plain(access.only("arbeidsgruppa", "åpne og lukke runder")))
    if access.has_login():
        said.show()
        access.login_button()

if not told.areas:
    said.add(prose.plain(decisions.NO_MEASURES))
    said.show()
else:
    if rights.is_working_group:
        recipients = parts.query(RECIPIENTS)
        said.add(prose.header("Spør alle på én gang"))
        packages.packages(said, recipients, tasks, queries.open_answer_by(rounds), today)
        said.add(prose.plain(addresses.missing_sentence(recipients)))
        said.show()
        with plan_forms.folded("E-postadressene", addresses.KIND):
            addresses.addresses(recipients, rights, today)
        said.add(prose.header("Påminnelser på e-post"))
        reminders.reminders(said, rounds, rights, today)
        said.add(prose.header("Alle svar på én gang"), prose.plain(all_sheets.ABOUT))
        said.show()
        all_sheets.all_sheets(tasks, rights, today)
    said.add(told.unanswered)
    if is_in_force:
        said.add(prose.header("Påminnelse til en kommune"))
        said.show()
        (area,) = choices.choose({"kommune": ("Kommune", told.areas)}, ask_first=True)
        if area is not None:
            text = parts.made(follow_up.reminder_to, area=area, today=today)
            said.add(markup.copied("påminnelsen", parts.example_mark(), text))
    said.add(prose.header("Fristene i kalenderen"))
    said.show()
    parts.download(
        "Last ned kalenderfil (ICS)",
        lambda: calendar(parts.query(DEADLINES, area=warehouse.ANY), plan_title(parts.version()).definite),
        "frister.ics",
        "text/calendar",
    )
if keeper.is_working_group:
    blackouts.blackouts(keeper)
