"""What the group sees of the evaluation of a measure, and where it is taken along: page, report and two pages of Word."""

import re
from datetime import date

import pandas as pd
import pytest

from content import warehouse
from content.documents import evaluation, knowledge_base, round_report
from content.documents.word.writer import written
from content.plan import evaluations
from content.status import queries, sheet_changes, status_tables
from dashboard import access, measure_card
from evaluated import AREAS, MEASURE, YES, conclude, evaluate, take_back
from register import entries
from register.blackout import black_out
from register.entry_kinds import KEEP, Assessment
from register.rights import JOINT, READER
from register.rounds import close_round, open_round
from register.schema import conclusions
from register.sheet.row import CHANGED, Row
from register.sheet.write import Task
from register.validation.rules import ONGOING, Report
from reported import COORDINATOR, HAMAR, TODAY, WORKING_GROUP, rows
from reporting import answering, field, opened, press, told
from visiting import headings
from word import check_tables, read, read_undrawn

PAGE = "pages/plan/next_plan.py"
HOSTILE = "<b>fet</b> **fet** [lenke](https://ond.example) =1+1 & ]]>"
SAID = {"done_as_meant": "Delvis", "outcome": "Kurs", "hindrance": HOSTILE, "should_continue": "Ja – med endringer"}


def asked(sql: str, **parameters) -> pd.DataFrame:
    return warehouse.query(warehouse.version_in_use(), sql, parameters)


def row_of(measure_no: int = MEASURE):
    found = asked(evaluations.EVALUATIONS)
    [row] = found[found["measure_no"] == measure_no].itertuples()
    return row


def tasks() -> pd.DataFrame:
    return asked(evaluations.TASK_EVALUATIONS, measure_no=MEASURE)


def said(at) -> str:
    """All that the page says, in Markdown, HTML and boxes."""
    return " ".join([*(text.value for text in at.markdown), told(at)])


# Sentences and tables


def test_how_many_have_answered_is_said_of_those_who_are_asked(local_register):
    assert evaluations.answered_sentence(row_of()) == "Ingen av de 10 som blir spurt, har evaluert tiltaket ennå."
    assert evaluations.unanswered_sentences(tasks()) == []
    assert evaluations.answered_sentence(row_of(10)) == "Den ene som har oppgaven, har ikke evaluert tiltaket ennå."
    evaluate(local_register, *AREAS[:6], **YES)
    assert evaluations.answered_sentence(row_of()) == "6 av 10 som er spurt, har evaluert tiltaket."
    evaluate(local_register, AREAS[6], should_continue="Nei")
    assert evaluations.unanswered_sentences(tasks()) == [
        "Har ikke evaluert: Felles: Kommunedirektørene, Våler (Innlandet) og Åmot.",
        "Har ikke svart på både «Gjort som ment?» og «Bør det gå videre?», og er ikke talt med: Trysil.",
    ]
    evaluate(local_register, *AREAS, JOINT, **YES)
    assert evaluations.answered_sentence(row_of()) == "Alle de 10 som er spurt, har evaluert tiltaket."
    assert evaluations.unanswered_sentences(tasks()) == []


def test_when_a_conclusion_may_be_written_is_said(local_register):
    needed = "Konklusjonen kan skrives når minst 5 av 10 har svart."
    assert evaluations.may_conclude_sentence(row_of()) == f"{needed} Ingen har svart."
    assert "når minst 5 av 9 har svart" in evaluations.may_conclude_sentence(row_of(1))
    assert "når den ene som har oppgaven" in evaluations.may_conclude_sentence(row_of(10))
    evaluate(local_register, *AREAS[:3], **YES)
    assert evaluations.may_conclude_sentence(row_of()) == f"{needed} 3 har svart."
    evaluate(local_register, *AREAS[3:5], **YES)
    assert evaluations.may_conclude_sentence(row_of()) == ""


def test_what_a_conclusion_is_built_on_is_said_with_what_has_come_since(local_register):
    evaluate(local_register, *AREAS[:6], **YES)
    conclude(local_register, 6)
    assert evaluations.built_on(row_of()) == "Bygger på svar fra 6 av 10."
    evaluate(local_register, AREAS[6], **YES)
    since = "Etter det er 1 svar nytt, endret eller trukket tilbake."
    assert evaluations.built_on(row_of()) == f"Bygger på svar fra 6 av 10. {since}"
    take_back(local_register, AREAS[0])
    assert "Etter det er 2 svar nye, endret" in evaluations.built_on(row_of())
    assert evaluations.GROUND_GONE not in evaluations.built_on(row_of())
    take_back(local_register, AREAS[1])
    take_back(local_register, AREAS[2])
    assert evaluations.built_on(row_of()).endswith(f"trukket tilbake. {evaluations.GROUND_GONE}")
    changed = "Konklusjonen kan endres når minst 5 av 10 har svart. 4 har svart."
    assert evaluations.may_conclude_sentence(row_of()) == changed


def test_a_tally_has_a_box_and_a_number_for_each_choice_and_no_share():
    made = evaluations.tally("should_continue", {"Ja": 3, "Ja – med endringer": 0, "Nei": 1, "Vet ikke": 0})
    cells = re.findall(r'<th scope="row">(.*?)</th><td><span aria-hidden="true">(■*)</span> (\d+)</td>', made)
    assert cells == [("Ja", "■■■", "3"), ("Ja – med endringer", "", "0"), ("Nei", "■", "1"), ("Vet ikke", "", "0")]
    assert "<caption>Bør det gå videre?</caption>" in made and "%" not in made


def test_side_by_side_stands_everybody_who_has_begun_the_joint_owner_first(local_register):
    evaluate(local_register, HAMAR, **SAID)
    evaluate(local_register, JOINT, done_as_meant="Ja")
    table = evaluations.answers_table(tasks())
    assert list(table.columns) == ["Hvem", "Gjort som ment", "Hva kom ut av det", "Hva hindret", "Bør det gå videre"]
    assert table.to_numpy().tolist() == [
        ["Felles: Kommunedirektørene", "Ja", "", "", ""],
        ["Hamar", "Delvis", "Kurs", HOSTILE, "Ja – med endringer"],
    ]


# The page


def test_the_group_concludes_when_half_have_answered_and_not_before(local_register):
    evaluate(local_register, *AREAS[:4], **SAID)
    page = opened(PAGE, tiltak=str(MEASURE))
    shown = said(page)
    assert "**4 av 10 som er spurt, har evaluert tiltaket.**" in shown
    assert "Konklusjonen kan skrives når minst 5 av 10 har svart. 4 har svart." in shown
    assert "&lt;b&gt;fet&lt;/b&gt; **fet** [lenke](https://ond.example)" in shown and "<b>fet" not in shown
    assert "Lagre konklusjonen" not in [button.label for button in page.button]
    evaluate(local_register, JOINT, **YES)
    page.run()
    titles = [words for _, words in headings(page, 3)]
    order = ["Evaluering av tiltaket", "Arbeidsgruppas konklusjon", "Arbeidsgruppas vurdering"]
    assert [heading for heading in titles if heading in order] == order
    assert titles.index("16 Revisjon") < titles.index(order[0]), "the evidence stands first"
    press(page, "Lagre konklusjonen")
    assert "Skriv hva arbeidsgruppa konkluderer med." in told(page)
    page.text_area(key=f"conclusion {MEASURE} conclusion").set_value(HOSTILE)
    press(page, "Lagre konklusjonen")
    assert [(row["conclusion"], row["answered"]) for row in rows(local_register, conclusions)] == [(HOSTILE, 5)]
    assert '<p class="typed">&lt;b&gt;fet' in told(page) and "Bygger på svar fra 5 av 10." in told(page)
    take_back(local_register, JOINT)
    shown = said(page.run())
    assert "Bygger på svar fra 5 av 10. Etter det er 1 svar nytt, endret eller trukket tilbake." in shown
    assert f"trukket tilbake. {evaluations.GROUND_GONE}" in shown
    assert (
        "Konklusjonen kan endres når minst 5 av 10 har svart. 4 har svart." in shown
        and "Lagre konklusjonen" not in [button.label for button in page.button]
    )


@pytest.mark.parametrize("comes", ["before the field is left", "after it", "while it is typed, and it is left"])
def test_a_conclusion_is_not_built_on_answers_that_came_while_it_was_typed(local_register, comes):
    evaluate(local_register, *AREAS[:5], **YES)
    page = opened(PAGE, tiltak=str(MEASURE))
    page.text_area(key=f"conclusion {MEASURE} conclusion").set_value("Alle er enige.")
    if comes == "after it":
        page.run()
    evaluate(local_register, AREAS[5], **SAID)
    if comes == "while it is typed, and it is left":
        page.run()
    press(page, "Lagre konklusjonen")
    assert evaluations.NEW_ANSWERS in told(page) and rows(local_register, conclusions) == []
    assert "**6 av 10 som er spurt, har evaluert tiltaket.**" in said(page)
    press(page, "Lagre konklusjonen")
    assert [(row["conclusion"], row["answered"]) for row in rows(local_register, conclusions)] == [
        ("Alle er enige.", 6)
    ]


def test_answers_that_are_seen_before_anything_is_typed_are_not_told_of_as_new(local_register):
    evaluate(local_register, *AREAS[:5], **YES)
    page = opened(PAGE, tiltak=str(MEASURE))
    evaluate(local_register, AREAS[5], **SAID)
    page.run()
    page.text_area(key=f"conclusion {MEASURE} conclusion").set_value("Alle er enige.").run()
    press(page, "Lagre konklusjonen")
    assert [row["answered"] for row in rows(local_register, conclusions)] == [6]


def test_what_is_blacked_out_is_not_kept_by_a_page_that_has_shown_it(local_register):
    evaluate(local_register, *AREAS[:5], **SAID | {"hindrance": "Om Kari"})
    page = opened(PAGE, tiltak=str(MEASURE))
    assert "Om Kari" in told(page)
    black_out(local_register, WORKING_GROUP, 1, "hindrance", "navn")
    page.query_params["tiltak"] = "1"
    page.run()
    assert "Om Kari" not in str(page.session_state[f"conclusion {MEASURE} seen"])


def test_others_read_the_conclusion_and_have_no_form_for_it(local_register, monkeypatch):
    evaluate(local_register, *AREAS[:5], **YES)
    conclude(local_register, 5, "Lest av alle.")
    for role in (READER, COORDINATOR):
        monkeypatch.setattr(access, "rights", lambda role=role: role)
        page = opened(PAGE, tiltak=str(MEASURE))
        assert "Lest av alle." in told(page)
        assert "Lagre konklusjonen" not in [button.label for button in page.button]


def test_the_form_is_open_where_an_evaluation_stands_or_is_begun(local_register):
    def is_open(page) -> bool:
        [fold] = [fold for fold in page.expander if fold.label.startswith("Evaluering")]
        return fold.proto.expanded

    evaluate(local_register, HAMAR, measure_no=1)
    page = answering(1)
    assert not is_open(page)
    field(page, 1, "comment").set_value("Bare status").run()
    assert not is_open(page)
    field(page, 1, "hindrance").set_value("Tid").run()
    assert is_open(page)
    field(page, 1, "hindrance").set_value("").run()
    assert is_open(page), "not folded while somebody types"
    evaluate(local_register, HAMAR, measure_no=2, **YES)
    assert is_open(answering(2))


# Where an answer is told


def test_card_and_history_tell_what_is_answered_and_nothing_else(local_register):
    evaluate(local_register, HAMAR, **SAID)
    evaluate(local_register, AREAS[1], comment="Bare status")
    of_all = asked(queries.TASKS, today=TODAY)
    card = status_tables.card_table(of_all[of_all["measure_no"] == MEASURE]).set_index("Hvem")
    told_of_hamar = f"Gjort som ment? Delvis\nHva kom ut av det? Kurs\nHva hindret? {HOSTILE}\n"
    assert card.loc["Hamar", "Merknad"] == f"{told_of_hamar}Bør det gå videre? Ja – med endringer"
    assert card.loc["Elverum", "Merknad"] == "Kommentar: Bare status"
    said = asked(measure_card.HISTORY_OF_MEASURE, measure_no=MEASURE, most=50)
    history = status_tables.history_table(said).set_index("Hvem")
    assert history["Merknad"].to_dict() == {area: card.loc[area, "Merknad"] for area in ("Hamar", "Elverum")}


def test_the_preview_of_a_sheet_tells_an_evaluation(local_register):
    last = Report(1, HAMAR, ONGOING, TODAY, done_as_meant="Ja")
    task = Task(1, HAMAR, "Hamar", "Tittel", "Gjør noe", "Rolle", None, last, 1, TODAY)
    draft = Report(1, HAMAR, ONGOING, TODAY, done_as_meant="Delvis", outcome="Kurs")
    [line] = sheet_changes.rows_table([Row(4, CHANGED, task, draft)]).to_dict("records")
    assert line["Står nå"] == "Gjort som ment? Ja\nHva kom ut av det? tom\nGjelder dato: 23.11.2026"
    assert line["Blir"] == "Gjort som ment? Delvis\nHva kom ut av det? Kurs\nGjelder dato: 23.11.2026"


def test_a_frozen_round_keeps_the_evaluation_it_had(local_register):
    round_id = open_round(local_register, WORKING_GROUP, "Høsten 2026", date(2026, 12, 15), TODAY, tasks=139)
    evaluate(local_register, HAMAR, **SAID)
    close_round(local_register, WORKING_GROUP, queries.frozen_tasks(asked(queries.ROUND_CONTENT)))
    evaluate(local_register, HAMAR, **YES)
    for area in (None, "Hamar"):
        text = read(written(round_report.document(warehouse.version_in_use(), TODAY, round_id, area))).text
        assert f"Hamar, tiltak {MEASURE}: Gjort som ment? Delvis" in text and f"Hva hindret? {HOSTILE}" in text
        assert "Gjort som ment? Ja" not in text


# Word


def two_pages():
    return read(written(evaluation.document(warehouse.version_in_use(), TODAY)))


def test_nobody_having_answered_is_one_sentence_and_no_part_of_the_report(local_register, without_figures):
    found = two_pages()
    assert found.paragraphs[0] == ("Title", "Evaluering av handlingsplanen")
    assert found.tables == [] and len(found.paragraphs) == 3 and evaluations.NOBODY in found.text
    whole = read_undrawn(knowledge_base.document(warehouse.version_in_use(), TODAY))
    assert "Evaluering" not in [text for _, text in whole.headings]


def test_two_pages_tell_each_measure_and_what_is_concluded_and_what_not(local_register, without_figures):
    evaluate(local_register, *AREAS[:4], **YES)
    evaluate(local_register, JOINT, **SAID)
    evaluate(local_register, *AREAS[:5], measure_no=2, **SAID)
    evaluate(local_register, *AREAS[:4], measure_no=3, **YES)
    conclude(local_register, 5, HOSTILE)
    draft = Assessment(MEASURE, KEEP, "Fordi.")
    entries.save(local_register, WORKING_GROUP, draft, {MEASURE}, TODAY, "assessed")
    found = two_pages()
    check_tables(found)
    assert found.headings == [(1, "Arbeidsgruppas konklusjoner")]
    first = (
        "2 av 16 tiltak er evaluert av minst halvparten av dem som er spurt. Arbeidsgruppa har konkludert om 1 tiltak."
    )
    assert first in found.text and evaluations.OWN_WORDS in found.text and evaluation.REST in found.text
    [table] = found.tables
    lines = {
        int(cells[0].split("\u00a0")[0]): [cell.replace("\u00a0", " ") for cell in cells[1:]] for cells in table[1:]
    }
    assert len(lines) == 16 and lines[1] == ["0 av 9", "", ""]
    assert lines[MEASURE] == ["5 av 10", "Ja: 4, Delvis: 1", "Ja: 4, Ja – med endringer: 1"]
    assert f"16 Revisjon: {HOSTILE}\nBygger på svar fra 5 av 10. Vurdering: videreføre." in found.text
    early = "1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 og 15"
    assert f"Konklusjonen kan ikke trekkes ennå for tiltak {early}: færre enn halvparten" in found.text
    assert "Konklusjonen kan skrives, men er ikke skrevet, for tiltak 2." in found.text
    assert not re.search(r"virker|førte til|\d\s?%", found.text)
    whole = read_undrawn(knowledge_base.document(warehouse.version_in_use(), TODAY))
    assert (2, "Evaluering") in whole.headings and whole.table_below("Evaluering") == table
    assert "Hva hindret?" not in whole.text and f"16 Revisjon: {HOSTILE}\n" in whole.text
    own = read_undrawn(knowledge_base.document(warehouse.version_in_use(), TODAY, "Hamar")).text
    assert f"Hamar, tiltak 2: Gjort som ment? Delvis\nHva kom ut av det? Kurs\nHva hindret? {HOSTILE}" in own


def test_it_is_offered_on_the_page_and_named_by_its_day(local_register):
    labels = [button.proto.label for button in opened(PAGE).get("download_button")]
    assert "Evaluering av handlingsplanen (Word)" in labels
    assert evaluation.file_name(TODAY) == "evaluering-av-handlingsplanen-2026-11-23.docx"
    assert evaluation.file_name(TODAY, True).startswith("eksempeldata-")


def test_without_measures_nothing_is_evaluated(emptied, reading):
    version = reading(emptied)
    assert evaluations.NOBODY in read(written(evaluation.document(version, TODAY))).text
