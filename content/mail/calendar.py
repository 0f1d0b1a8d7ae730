"""The deadlines as an iCalendar file, for any calendar."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
from icalendar import Calendar, Event

from content import wording
from content.collaboration import PlanTitle
from content.warehouse import ANY

DEADLINES = """
with later as (
    select plan_id
    from marts.plans
    qualify is_chosen and row_number() over (order by valid_from nulls first, plan_id) > 1
)

select
    concat_ws('-', (from later), 'tiltak', measure_no, if(is_joint, 'felles', 'kommunene')) as id,
    measure_no,
    measure_tasks.deadline as date,
    concat('Tiltak ', measure_no, ' ', working_title, if(is_joint, ' (felles)', '')) as summary,
    concat_ws(' ', rtrim(any_value(task), '.') || '.', any_value(upper(deadline_note[1]) || deadline_note[2:]) || '.')
        as description
from marts.measure_tasks
inner join marts.measures using (measure_no)
where measure_tasks.deadline is not null and $area in ('alle', area)
group by all
union all
select concat('svarfrist-', round_id), null, answer_by, concat('Svarfrist: ', title), 'Siste dag for å svare.'
from marts.rounds
union all
select concat_ws('-', (from later), 'plan', date_id), null, date, event, 'Gjelder planen som helhet.'
from marts.plan_dates
order by date, measure_no nulls last, id
"""
"""Of all, or of one municipality its own; the plan's own dates and the rounds' are everybody's."""


def calendar(deadlines: pd.DataFrame, plan: str = PlanTitle.definite, area: str = ANY) -> bytes:
    """A whole day a deadline. Rows of DEADLINES: id (never changes, of one plan), date, summary, description."""
    made = Calendar()
    made.add("prodid", "-//Vold i nære relasjoner//tall og tiltak//NB")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Frister i {plan}{'' if area == ANY else f': {area}'}")
    stamp = datetime.now(UTC)
    for row in deadlines.itertuples():
        day: date = row.date.date()
        event = Event()
        event.add("uid", f"{row.id}@vold-i-naere-relasjoner")
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", row.summary)
        event.add("description", f"{row.description} Frist: {wording.day(day)}.")
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return made.to_ical()
