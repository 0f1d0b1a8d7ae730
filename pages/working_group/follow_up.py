"""Runder og påminnelser: how does the working group ask, remind, freeze and black out?"""

import streamlit as st

from dashboard import access, follow_up, parts, status, status_tables, wording
from dashboard.export.calendar import calendar
from dashboard.export.reminder import reminder

ROUNDS = "select * from marts.rounds order by round_id desc"
DEADLINES = """
select
    concat_ws('-', 'tiltak', measure_no, if(is_joint, 'felles', 'kommunene')) as id,
    measure_tasks.deadline as date,
    concat('Tiltak ', measure_no, ' ', working_title, if(is_joint, ' (felles)', '')) as summary,
    any_value(task) as description
from marts.measure_tasks
inner join marts.measures using (measure_no)
where measure_tasks.deadline is not null
group by all
union all
select concat('svarfrist-', round_id), answer_by, concat('Svarfrist: ', title), 'Siste dag for å melde status.'
from marts.rounds
union all
select concat('plan-', date_id), date, event, 'Gjelder planen som helhet.'
from marts.plan_dates
order by date, id
"""

today = wording.today()
st.title("Runder og påminnelser: hvordan henter vi inn status?", anchor=False)
st.markdown(
    "Planen pålegger ingen å rapportere. Arbeidsgruppa ber derfor om status i runder: en runde åpnes med en svarfrist, "
    "og når den lukkes, fryses statusen slik den er. En frosset runde endres aldri."
)
rights = access.rights()
rounds = parts.query(ROUNDS)
tasks = parts.query(status.TASKS, today=today, **status.EVERY_MEASURE)

st.header("Runder", anchor=False)
if rounds.empty:
    st.markdown("Ingen runde er åpnet ennå. Oppgaver uten melding står som «Ikke spurt ennå».")
else:
    parts.table(status_tables.rounds_table(rounds, len(tasks)), "Rapporteringsrunder")
if rights.is_working_group:
    follow_up.rounds(rounds, tasks, rights, today)
else:
    st.markdown("Bare arbeidsgruppa kan åpne og lukke runder.")
    access.login_button()

if tasks.empty:
    st.markdown("Ingen oppgaver er lagt inn. De legges i data/raw/measures.csv og measure_parts.csv.")
else:
    st.header("Påminnelse til en kommune", anchor=False)
    (area,) = parts.choices({"kommune": ("Kommune", {area: area for area in tasks["area"].unique()})})
    text = reminder(area, tasks[tasks["area"] == area], status.open_answer_by(rounds), today)
    st.code("\n\n".join(filter(None, (parts.example_mark(), text))), language=None, wrap_lines=True)
    st.header("Fristene i kalenderen", anchor=False)
    parts.download(
        "Hent kalenderfil (ICS)", lambda: calendar(parts.query(DEADLINES)), "frister.ics", "text/calendar"
    )
if rights.is_working_group:
    follow_up.blackouts(rights)
