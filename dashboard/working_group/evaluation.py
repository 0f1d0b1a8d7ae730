"""What an assessment of a measure has to go by: the evidence, what all have answered, and what the group concludes."""

from collections.abc import Iterator
from datetime import date

import streamlit as st

from content import warehouse, wording
from content.plan import evaluations
from dashboard import choices, markup, measure_card, parts, prose
from dashboard.forms import fields, sending
from dashboard.forms.entry_form import draw, form_of, save_button
from register.entry_kinds import Conclusion
from register.rights import Rights


def show(said: prose.Said, chosen: int, role: Rights, today: date, is_locked: bool) -> None:
    """And the form for the conclusion, where it may be written."""
    said.add(parts.made(_told, chosen=chosen, today=today, follows=choices.along()))
    if role.is_working_group:
        evaluation, tasks = _of(parts.version(), chosen)
        if evaluation.may_conclude:
            said.show()
            _conclusion_form(evaluation, tasks, role, today, is_locked)


def _of(version: str, chosen: int) -> tuple:
    """What is said of one measure in all: a row of EVALUATIONS; and its rows of TASK_EVALUATIONS."""
    rows = warehouse.query(version, evaluations.EVALUATIONS)
    [evaluation] = rows[rows["measure_no"] == chosen].itertuples()
    return evaluation, warehouse.query(version, evaluations.TASK_EVALUATIONS, {"measure_no": chosen})


def _told(version: str, chosen: int, today: date, follows: dict[str, str]) -> str:
    """The evidence, what all have answered, and what the group concludes, as HTML."""
    evaluation, tasks = _of(version, chosen)
    evidence = measure_card.evidence_told(version, chosen, today, follows)
    return "".join([evidence, *_answers(version, evaluation, tasks), *_conclusion(evaluation)])


def _answers(version: str, evaluation, tasks) -> Iterator[str]:
    """How many, then a picture, then the words."""
    yield prose.subheader("Evaluering av tiltaket")
    yield prose.words(f"**{evaluations.answered_sentence(evaluation)}** {evaluations.ASKED_WHERE}")
    if evaluation.answered:
        answers, measure = warehouse.query(version, evaluations.ANSWERS), evaluation.measure_no
        given = {question: evaluations.counts(answers, measure, question) for question in evaluations.CHOSEN}
        yield prose.columns([1, 1], *([f"<div>{evaluations.tally(*of_one)}</div>"] for of_one in given.items()))
    if evaluation.begun:
        yield markup.table_of(
            evaluations.answers_table(tasks), f"Evaluering av tiltak {evaluation.measure_no}, side ved side"
        )
        yield markup.list_of([*evaluations.unanswered_sentences(tasks), evaluations.OWN_WORDS])


def _conclusion(evaluation) -> Iterator[str]:
    yield prose.subheader("Arbeidsgruppas konklusjon")
    if evaluations.is_written(evaluation):
        written = f"{wording.local_day(evaluation.concluded_at)} av {evaluation.concluded_by}"
        about = f"{evaluations.built_on(evaluation)} Skrevet {written}."
        yield f"<div>{markup.typed(evaluation.conclusion, about)}</div>"
    elif evaluation.may_conclude:
        yield prose.plain("Arbeidsgruppa har ikke konkludert ennå.")
    yield prose.plain(evaluations.may_conclude_sentence(evaluation))


def _conclusion_form(evaluation, tasks, rights: Rights, today: date, is_locked: bool) -> None:
    number = int(evaluation.measure_no)
    form = form_of("conclusion", number, evaluation, ("conclusion",), {}, is_locked)
    draw(form, "conclusion")
    key, now = f"{form.name} seen", evaluations.fingerprint(tasks)
    seen = st.session_state.setdefault(key, now)
    if not fields.is_begun(form):
        st.session_state[key] = now

    def draft(typed: dict) -> Conclusion:
        # Leaving the field and pressing the button read the page anew, maybe with answers nobody has looked at.
        if seen != now:
            st.session_state[key] = now
            sending.refuse(form, {"": evaluations.NEW_ANSWERS})
        return Conclusion(number, typed["conclusion"], int(evaluation.answered), int(evaluation.asked))

    known = {(number, area_code) for area_code in tasks["area_code"]}
    save_button(form, "Lagre konklusjonen", draft, known, rights, today)
