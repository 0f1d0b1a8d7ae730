"""What the tests of reporting share: pages opened, fields filled in, buttons pressed."""

import re
from datetime import date
from pathlib import Path

from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.state.common import TESTING_KEY
from streamlit.testing.v1 import AppTest

from content import wording
from dashboard.forms.drafts import DRAFTS
from dashboard.working_group import blackouts
from visiting import paragraphs, visit

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
REPORT, FOLLOW_UP = "pages/plan/reporting.py", "pages/plan/rounds.py"
MEASURES, GROUP = "pages/plan/measures.py", "pages/plan/group.py"
HAMAR = "3403"


def opened(page: str, **choices: str) -> AppTest:
    return visit(page, **choices).run()


def blacking_out() -> AppTest:
    """The page of rounds, with the texts that can be blacked out unfolded."""
    at = opened(FOLLOW_UP)
    at.session_state[blackouts.UNFOLDED] = True
    return at.run()


def answering(measure_no: int, area: str = "hamar") -> AppTest:
    """The page where one answers, with one task open."""
    return opened(REPORT, kommune=area, oppgave=str(measure_no))


def field(at: AppTest, measure_no: int, name: str):
    key = f"report {HAMAR} {measure_no} {name}"
    kinds = (at.selectbox, at.text_input, at.text_area, at.checkbox)
    [found] = [element for kind in kinds for element in kind if element.key == key]
    return found


def labelled(elements, label: str):
    [found] = [element for element in elements if element.label.startswith(label)]
    return found


def press(at: AppTest, label: str) -> AppTest:
    [button] = [button for button in at.button if button.label == label]
    return button.click().run()


def as_read(message: str) -> str:
    """Without what keeps a message from being read as Markdown."""
    return re.sub(r"\\([^\w\s])", r"\1", message).replace(wording.WORD_JOINER, "")


def told(at: AppTest) -> str:
    assert [error.message for error in at.exception] == []
    messages = [x.value for kind in (at.success, at.error, at.warning) for x in kind]
    return " ".join([*map(as_read, messages), *(x.proto.body for x in at.get("html"))])


def started_anew(at: AppTest) -> AppTest:
    """A page that stands open while the server is started anew: it sends what its fields hold, and nothing else is known."""
    held = at._tree.get_widget_states()
    for unfolded in at.expander:
        if unfolded.proto.id:
            held.widgets.add(id=unfolded.proto.id, bool_value=unfolded.proto.expanded)
    DRAFTS._owners.clear()
    anew = SessionState()
    anew[TESTING_KEY] = {}
    at._session_state = SafeSessionState(anew, lambda: None)
    return at._run(held)


def asked(at: AppTest):
    """The one box to tick for something to be saved."""
    [box] = [box for box in at.checkbox if str(box.key).startswith("asked ")]
    return box


def sentences(at) -> str:
    """All that is said in words, as Markdown or as HTML."""
    return " ".join(paragraphs(at))
