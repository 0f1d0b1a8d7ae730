"""Status on Utforsk: now, and as it was when a round was closed."""

from datetime import date

from content import warehouse
from content.status import queries
from register.rounds import close_round, open_round
from register.validation.rules import DONE, Report
from reported import HAMAR, TODAY, WORKING_GROUP, send
from visiting import visit

PAGE = "pages/start/explore.py"


def table(**asked: str) -> tuple[str, str]:
    """The heading, and the table of tasks by measure."""
    page = visit(PAGE, tall="status", fordelt="tiltak", **asked).run()
    assert [error.message for error in page.exception] == []
    bodies = [element.proto.body for element in page.get("html")]
    [heading], [found] = ([body for body in bodies if sign in body] for sign in ("<h2>", 'class="vnr-status"'))
    return heading, found


def test_status_is_that_of_now_or_of_a_closed_round(local_register):
    open_round(local_register, WORKING_GROUP, "Høst", date(2026, 12, 1), TODAY, 1)
    send(local_register, Report(1, HAMAR, "I gang", TODAY))
    content = warehouse.query(warehouse.version_in_use(), queries.ROUND_CONTENT)
    close_round(local_register, WORKING_GROUP, queries.frozen_tasks(content))
    send(local_register, Report(1, HAMAR, DONE, TODAY))
    now, then = table(), table(naar="runde-1")
    assert "Gjennomført 1" in now[1] and "I gang 1" not in now[1]
    assert "I gang 1" in then[1] and "Gjennomført 1" not in then[1]
    assert now[0] != then[0]
