"""Runder og påminnelser: who has not answered, and how does the working group ask, take in, freeze and black out?"""

import streamlit as st

from content import warehouse, wording
from content.collaboration import plan_title
from content.mail.calendar import DEADLINES, calendar
from content.mail.package import RECIPIENTS
from content.mail.reminder import reminder
from content.plan import decisions
from content.status import queries, status_tables
from dashboard import access, choices, markup, parts, unanswered
from dashboard.forms import fields
from dashboard.reporting import all_sheets
from dashboard.working_group import addresses, blackouts, packages, plan_forms, reminders, round_form

ROUNDS = "select * from marts.rounds order by round_id desc"
today = wording.today()
st.title("Runder og påminnelser: hvem har ikke svart?", anchor=False)
st.markdown(
    "Arbeidsgruppa ber om status i runder: en runde åpnes med en svarfrist, og når den lukkes, fryses statusen slik "
    "den er. En frosset runde endres ikke."
)
rights, keeper = access.rights(), access.rights_in_any_plan()
is_in_force = warehouse.is_in_force(parts.version())
rounds = parts.query(ROUNDS)
tasks = parts.query(queries.TASKS, today=today)

st.header("Runder", anchor=False)
if rounds.empty:
    st.markdown("Ingen runde er åpnet ennå. Oppgaver uten svar står som «Ikke spurt ennå».")
else:
    markup.table(status_tables.rounds_table(rounds), "Runder")
if keeper.is_working_group:
    fields.begin()
    round_form.rounds(rounds, tasks, keeper, today, is_in_force)
else:
    st.markdown(access.only("arbeidsgruppa", "åpne og lukke runder"))
    access.login_button()

if tasks.empty:
    st.markdown(decisions.NO_MEASURES)
else:
    plan = plan_title(parts.version()).definite
    answer_by = queries.open_answer_by(rounds)
    if rights.is_working_group:
        recipients = parts.query(RECIPIENTS)
        st.header("Spør alle på én gang", anchor=False)
        packages.packages(recipients, tasks, answer_by, today)
        st.markdown(addresses.missing_sentence(recipients))
        with plan_forms.folded("E-postadressene", addresses.KIND):
            addresses.addresses(recipients, rights, today)
        st.header("Påminnelser på e-post", anchor=False)
        reminders.reminders(rounds, rights, today)
        st.header("Alle svar på én gang", anchor=False)
        all_sheets.all_sheets(tasks, rights, today)
    st.header("Hvem har ikke svart?" if answer_by is None else "Hvem har ikke svart i denne runden?", anchor=False)
    unanswered.show(tasks, unanswered.BEFORE_ALL if rounds.empty else unanswered.SINCE[answer_by is not None])
    if is_in_force:
        st.header("Påminnelse til en kommune", anchor=False)
        (area,) = choices.choose({"kommune": ("Kommune", choices.areas(tasks))}, ask_first=True)
        if area is not None:
            text = reminder(area, tasks[tasks["area"] == area], answer_by, today, plan)
            markup.to_copy("påminnelsen", parts.example_mark(), text)
    st.header("Fristene i kalenderen", anchor=False)
    parts.download(
        "Last ned kalenderfil (ICS)",
        lambda: calendar(parts.query(DEADLINES, area=warehouse.ANY), plan),
        "frister.ics",
        "text/calendar",
    )
if keeper.is_working_group:
    blackouts.blackouts(keeper)
