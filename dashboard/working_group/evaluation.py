"""What an assessment of a measure has to go by: the evidence, what all have answered, and what the group concludes."""

from datetime import date

import streamlit as st

from content import wording
from content.plan import evaluations
from dashboard import choices, markup, measure_card, parts
from dashboard.forms import fields, sending
from dashboard.forms.entry_form import draw, form_of, save_button
from register.entry_kinds import Conclusion
from register.rights import Rights


def show(chosen: int, role: Rights, today: date, is_locked: bool) -> None:
    """In places of their own: what comes above a form must not draw it anew."""
    rows = parts.query(evaluations.EVALUATIONS)
    [evaluation] = rows[rows["measure_no"] == chosen].itertuples()
    st.html(parts.made(measure_card.evidence_told, chosen=chosen, today=today, follows=choices.along()))
    tasks = parts.query(evaluations.TASK_EVALUATIONS, measure_no=chosen)
    with st.container():
        _answers(evaluation, tasks)
    with st.container():
        _conclusion(evaluation)
    if role.is_working_group and evaluation.may_conclude:
        _conclusion_form(evaluation, tasks, role, today, is_locked)


def _answers(evaluation, tasks) -> None:
    """How many, then a picture, then the words."""
    st.subheader("Evaluering av tiltaket", anchor=False)
    st.markdown(f"**{evaluations.answered_sentence(evaluation)}** {evaluations.ASKED_WHERE}")
    if evaluation.answered:
        answers = parts.query(evaluations.ANSWERS)
        for place, question in zip(st.columns(2), evaluations.CHOSEN, strict=True):
            given = evaluations.counts(answers, evaluation.measure_no, question)
            place.html(evaluations.tally(question, given))
    if evaluation.begun:
        markup.table(evaluations.answers_table(tasks), f"Evaluering av tiltak {evaluation.measure_no}, side ved side")
        st.html(markup.list_of([*evaluations.unanswered_sentences(tasks), evaluations.OWN_WORDS]))


def _conclusion(evaluation) -> None:
    st.subheader("Arbeidsgruppas konklusjon", anchor=False)
    if evaluations.is_written(evaluation):
        written = f"{wording.local_day(evaluation.concluded_at)} av {evaluation.concluded_by}"
        about = f"{evaluations.built_on(evaluation)} Skrevet {written}."
        st.html(markup.typed(evaluation.conclusion, about))
    elif evaluation.may_conclude:
        st.markdown("Arbeidsgruppa har ikke konkludert ennå.")
    st.markdown(evaluations.may_conclude_sentence(evaluation))


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
