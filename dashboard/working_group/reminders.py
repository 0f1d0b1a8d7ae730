"""The reminders that are sent from here: who gets them, what they say, and what became of those that were sent."""

from datetime import date

import pandas as pd
import streamlit as st

from content import warehouse, wording
from content.mail import sending
from content.mail.sending import OCCASIONS, OUTCOMES, Due, worded
from dashboard import markup, parts, prose, session
from register.errors import RegisterError
from register.reminders import SENT, Outcome
from register.rights import Rights
from register.settings import Mail, settings

NOT_SET_UP = (
    "Her er det ikke satt opp en e-postserver, så løsningen sender ingen påminnelser selv. Teksten til dem som ikke "
    "har svart, kan kopieres under «Påminnelse til en kommune». Den som drifter løsningen, kan sette opp sending."
)
BY_ITSELF = (
    "Påminnelser går en uke før svarfristen og dagen etter, til dem som ikke har svart, med et ark til å svare i. De "
    "sendes herfra, eller av seg selv når den som drifter løsningen, har satt det opp. Ingen får den samme to ganger."
)
NOT_AGAIN = "Det som er uvisst, sendes ikke på nytt av seg selv: spør mottakeren, eller send arket fra pakken over."
CHANGED = (
    "Ingenting er sendt. Hvem som skal ha påminnelse, er endret etter at du åpnet siden. "
    "Se over listen, og trykk en gang til."
)
LOG = "select * from marts.reminders order by entry_id desc"
TOLD, PRESSED = "reminders told", "reminders pressed"


def reminders(said: prose.Said, rounds: pd.DataFrame, rights: Rights, today: date) -> None:
    """What is due and a button, then what was sent; rows of marts.rounds."""
    if (server := settings().mail) is None:
        said.add(prose.plain(NOT_SET_UP))
    else:
        said.add(prose.plain(BY_ITSELF))
        try:
            found = sending.due(parts.version(), today)
        except RegisterError as error:
            said.add(prose.plain(str(error)))
        else:
            if found:
                _due(said, found, rights, server)
            else:
                said.add(prose.plain(_next(rounds, today)))
        _outcome(said)
    said.add(parts.made(_sent))


def _sent(version: str) -> str:
    """What has been sent before, as HTML."""
    log = warehouse.query(version, LOG)
    if log.empty:
        return ""
    is_unsure = not log["outcome"].isin(OUTCOMES).all()
    return markup.table_of(_log(log), "Påminnelser som er sendt herfra") + prose.plain(NOT_AGAIN if is_unsure else "")


def _see(asked: str) -> None:
    st.session_state[PRESSED] = asked


def _next(rounds: pd.DataFrame, today: date) -> str:
    """When the next one is to be sent."""
    for round_ in rounds[rounds["closed_at"].isna()].itertuples():
        for occasion, (first, _) in sending.spans(round_).items():
            if first > today:
                return (
                    f"Neste påminnelse er {OCCASIONS[occasion]}: {wording.day(first)}, til dem som ikke har svart da."
                )
        return "Runden har ingen flere påminnelser."
    return "Ingen runde er åpen, og da er det ingen å minne på."


def _due(said: prose.Said, found: Due, rights: Rights, server: Mail) -> None:
    """Exactly who gets what, and the button that sends it."""
    if found.unreachable:
        names = wording.listed(found.unreachable)
        said.add(prose.plain(f"Får ingen påminnelse, for de har ingen e-postadresse her: {names}."))
    if found.recipients.empty:
        said.add(prose.plain(f"Ingen flere skal ha påminnelsen {OCCASIONS[found.occasion]} nå."))
        return
    listed = _listed(found)
    when = f"{OCCASIONS[found.occasion]} {wording.day(found.answer_by)}"
    said.add(
        prose.plain(f"Nå er det tid for påminnelsen {when}. Den går til disse, som ikke har svart på alt:"),
        markup.table_of(listed, "Får påminnelse nå"),
    )
    said.show()
    with st.expander("Slik står det i e-postene"):
        mails = [(recipient.address, *found.told(recipient)) for recipient in found.recipients.itertuples()]
        prose.show(*(f"<div>{markup.titled(subject, [(f'Til {to}', text)])}</div>" for to, subject, text in mails))
    asked = listed.to_json()
    label = f"Send påminnelse til {wording.number(len(listed))}"
    is_pressed = st.button(label, key="reminders send", on_click=_see, args=(asked,))
    # What the page showed at the press, and what is due now: others may have answered meanwhile, or sent it.
    seen = st.session_state.pop(PRESSED, None)
    if is_pressed and seen != asked:
        markup.problem(CHANGED)
    elif is_pressed:
        with st.spinner("Sender …"):
            _send(found, rights, server)


def _listed(found: Due) -> pd.DataFrame:
    own = [found.own(recipient)["is_answered"] for recipient in found.recipients.itertuples()]
    return pd.DataFrame(
        {
            "Mottaker": found.recipients["name"].to_list(),
            "E-postadresse": found.recipients["address"].to_list(),
            "Uten svar": [f"{(~answered).sum()} av {len(answered)}" for answered in own],
        }
    )


def _send(found: Due, rights: Rights, server: Mail) -> None:
    try:
        done, why = sending.send(found, parts.register(), rights, server)
    except RegisterError as error:
        done, why = [], str(error)
    session.await_saved()
    st.session_state[TOLD] = done, why
    st.rerun()


def _outcome(said: prose.Said) -> None:
    """Where the button was: what became of the last press."""
    done, why = st.session_state.pop(TOLD, ([], ""))
    if done or why:
        said.show()
    sent = [name for name, how in done if how.outcome == SENT]
    if sent:
        st.success(f"Sendt til {wording.listed(sent)}.")
    failed = [f"{name}: {worded(how)}" for name, how in done if how.outcome != SENT]
    if failed or why:
        markup.problem(" ".join([*failed, *filter(None, [why])]))


def _log(log: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Når": [wording.moment(row.saved_at) for row in log.itertuples()],
            "Mottaker": log["name"].fillna(log["recipient"]),
            "E-postadresse": log["address"].fillna(""),
            "Anledning": log["occasion"].map(OCCASIONS),
            "Utfall": [
                worded(Outcome(row.outcome, None if pd.isna(row.reason) else row.reason)) for row in log.itertuples()
            ],
            "Av": log["role"],
        }
    )
