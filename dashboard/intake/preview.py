"""What is to be handed in or taken back: tried out, shown before anything is saved, and then published."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from content import handed_in, publishing, wording
from content.figures.catalogue import every
from content.publishing import Trial, Work
from dashboard import choices, figures, markup, parts
from dashboard.forms import fields, sending
from dashboard.forms.fields import Form
from pipelines.build import CheckError
from pipelines.delivery import Delivery, as_text
from pipelines.mistakes import Mistake, RawDataError
from pipelines.schema import Resource
from pipelines.table import Table
from register.deliveries import save, state, withdraw
from register.rights import Rights

PENDING, PUBLISHED = "what is to be handed in", "what was published last"
AGAIN = "Andre har lagt inn eller angret tall i mellomtiden. Her er hva som blir endret nå."
OURS = "Noe gikk galt hos oss. Ingenting er lagt ut. Prøv igjen, eller ta kontakt med den som drifter løsningen."
DOUBTFUL = "Stemmer dette?"
SHEETS = "sheets that were saved"
"""How many: the next is chosen in a field that is empty."""
ROW = "rad"
"""In the address: the row that is mended in the form, to which a reload leads back."""
FEW_ROWS, MOST_ROWS, MOST_FIGURES, MOST_MISTAKES = 10, 100, 6, 200


@dataclass
class Pending:
    """What is looked at before it is saved: a delivery, or one that is to be taken back."""

    key: str
    """The same for as long as what is looked at is."""
    work: Work
    delivery: Delivery | None = None
    without: int | None = None
    """The number of the one that is taken back."""
    form: Form | None = None
    """What it was typed in, which is emptied when it is saved."""
    is_again: bool = False

    @property
    def reason(self) -> Form:
        return Form(f"delivery {self.key}", {"why": ""})


def tables() -> tuple[list[Resource], dict[str, Table]] | None:
    """What there is to add to; tells why where that can not be read."""
    try:
        return publishing.tables(parts.register())
    except RawDataError as error:
        st.markdown("**Det som ligger inne, må rettes før noe kan legges til:**")
        tell_mistakes(error.mistakes)
        return None


def begin(key: str, delivery: Delivery | None = None, without: int | None = None, form: Form | None = None) -> None:
    """Try it out, in place of what was looked at before."""
    leave()
    work = publishing.try_out(parts.register(), parts.version(), add=delivery, without=without)
    st.session_state[PENDING] = Pending(key, work, delivery, without, form)


def leave() -> None:
    """Look at it no more."""
    if pending := st.session_state.pop(PENDING, None):
        pending.work.leave()


def is_looked_at(*keys: str) -> bool:
    return PENDING in st.session_state and st.session_state[PENDING].key in keys


def is_typed() -> bool:
    """Is what is looked at typed in a form?"""
    return PENDING in st.session_state and st.session_state[PENDING].form is not None


@st.fragment(run_every=1)
def wait_for(work: Work, about: str) -> None:
    """How far it has come; the page starts anew when it is there."""
    if work.is_done:
        st.rerun()
    st.html(f'<p class="vnr-aside" role="status">{about}: {work.words} …</p>')


def show(rights: Rights, is_undone: bool = False) -> None:
    """What becomes of the numbers, and the button, where something is looked at: to be handed in, or taken back."""
    pending = st.session_state.get(PENDING)
    if pending is None or is_undone != (pending.without is not None):
        return
    st.header("Dette blir endret", anchor=False)
    if not pending.work.is_done:
        wait_for(pending.work, "Prøver tallene uten å legge dem ut")
        st.button("Avbryt", on_click=leave, key="leave the trial")
        return
    if (error := pending.work.problem()) is not None:
        st.markdown("**Ingenting er lagret.** Dette må rettes først:")
        tell(error, pending.delivery)
        st.button("Lukk", on_click=leave, key="leave the trial")
        return
    trial = pending.work.result()
    if not trial.is_there() or trial.state != state(parts.register()):
        begin(pending.key, pending.delivery, pending.without, pending.form)
        st.session_state[PENDING].is_again = True
        st.rerun()
    if pending.is_again:
        st.warning(AGAIN)
    _changes(trial)
    if not trial.rows:
        st.button("Lukk", on_click=leave, key="leave the trial")
        return
    _confirm(pending, trial, rights)


def tell(error: BaseException, delivery: Delivery | None = None) -> None:
    """Why nothing can be published, a line a mistake; by the rows of what was handed in where that is known."""
    if isinstance(error, RawDataError):
        tell_mistakes(error.mistakes)
    elif isinstance(error, CheckError):
        details = [finding.detail for finding in error.findings]
        found = handed_in.findings(details, delivery, *publishing.tables(parts.register()))
        st.html(markup.list_of(found))
    elif isinstance(error, publishing.ERRORS):
        markup.problem(f"{str(error).rstrip('.')}.")
    else:
        markup.problem(OURS)


def tell_mistakes(mistakes: Sequence[Mistake]) -> None:
    markup.table(handed_in.mistakes_table(mistakes[:MOST_MISTAKES], publishing.described_tables()), "Dette er galt")
    if len(mistakes) > MOST_MISTAKES:
        st.markdown(f"Det er {wording.number(len(mistakes) - MOST_MISTAKES)} feil til.")


def _changes(trial: Trial) -> None:
    if not trial.rows:
        st.markdown("Ingen rader blir endret.")
        return
    st.markdown(markup.bullets(map(wording.plain, handed_in.counts_sentences(trial.rows))))
    with st.expander("Rad for rad", expanded=len(trial.rows) <= FEW_ROWS):
        markup.table(handed_in.rows_table(trial.rows[:MOST_ROWS], trial.tables), "Rader som blir endret")
        if len(trial.rows) > MOST_ROWS:
            st.markdown(f"De første {MOST_ROWS} av {wording.number(len(trial.rows))} rader vises.")
    before, after = every(trial.before), every(trial.after)
    st.subheader("Figurene det gjelder" if trial.figures else "Ingen figur blir endret", anchor=False)
    for number, id in enumerate(trial.figures[:MOST_FIGURES]):
        figure = after.get(id) or before[id]
        st.markdown(f"**{wording.plain(figure.question)}**")
        beside = [(before.get(id), trial.before), (after.get(id), trial.after)]
        scale = figures.scale_of(beside)
        for column, when, told in zip(st.columns(2, gap="medium"), ("Nå", "Etter"), beside, strict=True):
            with column:
                st.caption(when)
                figures.in_version(*told, f"{number} {when}", scale)
    if more := trial.figures[MOST_FIGURES:]:
        names = [(after.get(id) or before[id]).question for id in more]
        st.markdown(f"Også disse blir endret: {wording.listed(list(map(wording.plain, names)))}.")


def _confirm(pending: Pending, trial: Trial, rights: Rights) -> None:
    form, is_undone = pending.reason, pending.without is not None
    is_seen = True
    # What is there again when something is taken back, has been seen before.
    if trial.notices and not is_undone:
        st.subheader(DOUBTFUL, anchor=False)
        st.html(markup.list_of(trial.notices))
        is_seen = st.checkbox("Jeg har sett på dette, og det stemmer.", key=f"{form.name} is seen")
    label = "Hvorfor skal det angres?" if is_undone else "Hvor er tallene fra, eller hvorfor endres de?"
    fields.text(form, "why", f"{label} Alle kan lese det. Ikke skriv om enkeltpersoner.", is_long=True)
    sending.questions(form)
    name = "Angre hele leveringen" if is_undone else "Legg ut tallene"
    with st.container(horizontal=True):
        is_pressed = sending.button(name, f"{form.name} save", form, type="primary")
        st.button("Avbryt", on_click=leave, key="leave the trial")
    sending.outcome(form)
    if is_pressed and not is_seen:
        sending.refuse(form, {"": f"Se på det som står under «{DOUBTFUL}», og kryss av."})
    if is_pressed:
        _save(pending, trial, rights, form)


def _save(pending: Pending, trial: Trial, rights: Rights, form: Form) -> None:
    why, engine = str(fields.shown(form)["why"]), parts.register()

    def send(submission: str) -> None:
        accepted = sending.accepted(form)
        if pending.without is not None:
            withdraw(engine, rights, pending.without, why, trial.state, accepted)
        elif pending.delivery:
            text = as_text(pending.delivery)
            save(engine, rights, pending.delivery.file, text, why, submission, trial.state, accepted)

    sending.tried(form, (pending.key, trial.state, why), send)
    fields.discard(form)
    if pending.form:
        fields.discard(pending.form)
    publishing.publish(engine)
    st.session_state[SHEETS] = st.session_state.get(SHEETS, 0) + 1
    told = "Tallene er lagt ut." if pending.without is None else "Leveringen er angret."
    st.session_state[PUBLISHED] = told, trial.figures
    leave()
    # The next row is a new one. A press that waits ends the run here.
    st.query_params.pop(ROW, None)
    st.rerun()


def published() -> None:
    """What becomes of what was saved last: on its way, published, or why it is not."""
    work = publishing.under_way()
    if work and not work.is_done:
        wait_for(work, "Det som er lagret, legges ut")
        return
    if work and (error := work.problem()):
        st.markdown("**Det som er lagret sist, er ikke lagt ut.** De forrige tallene står til dette er rettet:")
        tell(error)
    elif PUBLISHED in st.session_state:
        told, moved = st.session_state.pop(PUBLISHED)
        known = every(parts.version())
        links = [choices.figure_link(known[id]) for id in moved[:MOST_FIGURES] if id in known and known[id].page]
        seen = [f"Se {wording.listed(links)}."] if links else []
        st.success(" ".join([told, *seen]))
