"""The tables of status: what is told in each column, and what is left out."""

from dataclasses import replace
from datetime import date

from content import warehouse
from content.status import queries, status_tables
from dashboard import measure_card
from register.errors import UnsureError
from register.reports import save, withdraw
from register.validation.rules import DONE
from reported import COORDINATOR, HAMAR, REPORT, TASKS, TODAY, send


def history() -> list[dict]:
    rows = warehouse.query(warehouse.version_in_use(), measure_card.HISTORY_OF_MEASURE, {"measure_no": 1, "most": 50})
    return status_tables.history_table(rows).to_dict("records")


def test_history_names_who_what_and_when(local_register):
    first = replace(REPORT, responsible="Helsestasjonen", new_deadline=date(2027, 6, 1), speaks_of=date(2026, 11, 1))
    send(local_register, first)
    [told] = history()
    assert (told["Hvem"], told["Ansvarlig her"], told["Ny frist"]) == ("Hamar", "Helsestasjonen", "1.6.2027")
    assert told["Status"] == "◔ I gang" and told["Gjelder dato"] == "1.11.2026"
    assert told["Svart"].endswith("av Koordinator i Hamar")


def test_what_is_taken_back_is_told_and_stands_as_not_answered(local_register):
    send(local_register, REPORT)
    assert withdraw(local_register, COORDINATOR, 1, HAMAR, "back")
    assert [row["Status"] for row in history()] == ["Svaret er trukket tilbake", "◔ I gang"]
    asked = {"today": TODAY}
    tasks = warehouse.query(warehouse.version_in_use(), queries.TASKS, asked)
    [now] = tasks[(tasks["measure_no"] == 1) & (tasks["area_code"] == HAMAR)].itertuples()
    assert not now.is_reported and now.status in queries.UNANSWERED


def test_what_is_taken_back_is_a_change_since_before(local_register):
    send(local_register, REPORT)
    assert withdraw(local_register, COORDINATOR, 1, HAMAR, "back")
    version = warehouse.version_in_use()
    assert warehouse.query(version, queries.CHANGES, {"round_id": None, "day": date(2100, 1, 1)}).empty
    assert warehouse.query(version, queries.CHANGES, {"round_id": None, "day": date(2020, 1, 1)}).empty


def test_an_answer_of_an_older_date_is_shown_with_it(local_register):
    send(local_register, REPORT)
    older = replace(REPORT, status=DONE, speaks_of=date(2026, 3, 1))
    save(local_register, COORDINATOR, [older], TASKS, TODAY, "older", accepted=asked_of(local_register, older))
    version = warehouse.version_in_use()
    tasks = warehouse.query(version, queries.TASKS, {"today": TODAY})
    table = status_tables.card_table(tasks[tasks["measure_no"] == 1]).set_index("Hvem")
    assert table.loc["Hamar", "Status"] == "● Gjennomført (svaret gjelder 1.3.2026)"
    progress = warehouse.query(version, queries.PROGRESS, {"today": TODAY})
    told = status_tables.overview_table(progress)["Status"][0]
    assert told == "Gjennomført i 1 av 1 som har svart; 8 har ikke svart (1 svar gjelder en eldre dato enn svaret før)"


def asked_of(engine, draft) -> frozenset[str]:
    """What must be said yes to before it is saved."""
    try:
        save(engine, COORDINATOR, [draft], TASKS, TODAY, "asked")
    except UnsureError as error:
        return frozenset(question.sentence for question in error.questions)
    return frozenset()


def test_where_nobody_has_answered_no_column_says_so_on_every_line(local_register):
    asked = {"today": TODAY}
    progress = warehouse.query(warehouse.version_in_use(), queries.PROGRESS, asked)
    assert list(status_tables.overview_table(progress).columns) == ["Tiltak", "Frist"]


def test_a_date_that_is_about_less_than_the_task_says_so(local_register):
    asked = {"today": TODAY}
    progress = warehouse.query(warehouse.version_in_use(), queries.PROGRESS, asked)
    assert (
        status_tables.overview_table(progress)["Frist"]
        .iloc[-1]
        .endswith("(30.6.2027: revisjonen ferdig; for å utpeke koordinator er ingen frist oppgitt)")
    )


def test_an_answer_that_says_what_the_one_before_said_is_marked(local_register):
    send(local_register, REPORT)
    again = replace(REPORT, speaks_of=TODAY)
    save(local_register, COORDINATOR, [again], TASKS, TODAY, "again", confirmed=frozenset({(1, HAMAR)}))
    save(local_register, COORDINATOR, [replace(again, comment="Nytt")], TASKS, TODAY, "new")
    assert withdraw(local_register, COORDINATOR, 1, HAMAR, "back")
    save(local_register, COORDINATOR, [again], TASKS, TODAY, "after")
    told = [row["Status"] for row in history()]
    same = "◔ I gang (ingen endring siden sist)"
    assert told == ["◔ I gang", "Svaret er trukket tilbake", "◔ I gang", same, "◔ I gang"]
