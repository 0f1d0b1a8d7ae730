"""The page Tall: what is handed in is told, looked at, saved and undone; and who may not, sees what was."""

import io
import re
import shutil
from dataclasses import replace

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from content import handed_in, publishing, warehouse
from content.figure_sheet import write
from dashboard import access
from dashboard.figures import CAN_NOT_BE_SHOWN
from dashboard.forms.drafts import DRAFTS
from dashboard.intake import preview, row
from pipelines.build import RAW
from pipelines.publish import current_version
from pipelines.register_marts import UNWRITTEN
from register import deliveries
from register.rights import READER, Rights
from register.settings import settings
from reporting import labelled, opened, press, sentences, told
from visiting import text_of

PAGE, INDICATOR = "pages/data/figures.py", "ungvold_any_2023"
CHOSEN = "indikator-ungvold-any-2023"
MORE = {"Kjønn": "begge", "Hva tallet gjelder": "Flere tilfeller av seksuell vold", "Tall": 12.5}
MORE |= {"Hvor nøyaktig": "eksakt", "Ordene i kilden": "12,5 prosent"}
SAME = ("Indikator", "Kilde", "Område", "År", "Periode", "Hvem", "Alder fra", "Alder til")
KEEPER = Rights("Dataforvalter", may_deliver=True)
REASON = "Hvor er tallene fra"
NO_ROWS = '{"rows": {}, "gone": {}, "lines": {}}'


def filled(**cells) -> bytes:
    """The sheet of an indicator, with a row more that says what the first one does, but for some cells."""
    engine = warehouse.register(warehouse.version_in_use())
    book = openpyxl.load_workbook(io.BytesIO(write.of_indicator(INDICATOR, *publishing.tables(engine))))
    sheet = book["Tall for indikatorer"]
    columns = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[2] if cell.value}
    first = {name: sheet.cell(3, columns[name]).value for name in SAME} | MORE | cells
    for name, value in first.items():
        sheet.cell(4, columns[name]).value = value
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def uploaded(content: bytes, name: str = "tall.xlsx"):
    at = opened(PAGE, tall=CHOSEN)
    at.file_uploader[0].upload(name, content)
    return waited(at.run())


def waited(at):
    """When what is tried out or published is there."""
    if preview.PENDING in at.session_state:
        at.session_state[preview.PENDING].work.problem()
    if work := publishing.under_way():
        work.problem()
    return at.run()


def reason(at, text: str = "Ny rapport"):
    [field] = [field for field in at.text_area if field.label.startswith((REASON, "Hvorfor skal"))]
    return field.set_value(text).run()


def looked(at):
    [box] = [box for box in at.checkbox if box.label.startswith("Jeg har sett")]
    return box.check().run()


def test_a_sheet_is_looked_at_published_and_undone(publishing_register):
    before = current_version(warehouse.PROCESSED)
    at = uploaded(filled())
    assert "Tall for indikatorer: 1 ny rad" in sentences(at).replace("\\", "")
    assert "Flere tilfeller av seksuell vold" in told(at) and len(at.get("vega_lite_chart")) == 2
    assert deliveries.history(publishing_register, 9) == [] and current_version(warehouse.PROCESSED) == before
    assert "kryss av" in told(press(reason(at), "Legg ut tallene")), "what is doubtful is looked at first"
    at = waited(press(looked(at), "Legg ut tallene"))
    assert "Tallene er lagt ut." in told(at)
    [handed] = deliveries.history(publishing_register, 9)
    assert (handed.file, handed.why, handed.role) == ("tall.xlsx", "Ny rapport", "lokal bruker")
    assert "Flere tilfeller av seksuell vold" in text_of(opened("pages/knowledge/children.py", figurer="ja"))
    assert not at.file_uploader[0].value, "the next sheet is chosen in a field that is empty"
    at.selectbox(key="delivery to undo 1").select_index(0).run()
    at = waited(press(at, "Se hva som blir endret om den angres"))
    at = waited(press(reason(at, "Feil tabell"), "Angre hele leveringen"))
    assert "Leveringen er angret." in told(at) and "Feil tabell" in told(at)
    assert "Flere tilfeller av seksuell vold" not in text_of(opened("pages/knowledge/children.py", figurer="ja"))


def test_what_was_handed_in_is_read_once_a_version_and_at_each_run_while_its_status_stands_in(publishing_register):
    def script():
        from dashboard.intake.history import handed_in_before
        from register.rights import READER

        handed_in_before(READER)

    def shown(version: str) -> str:
        at = AppTest.from_function(script)
        at.session_state["version"] = version
        return told(at.run())

    before = warehouse.version_in_use()
    stands_in = f"{before}{warehouse.AND}{UNWRITTEN}"
    assert handed_in.NOTHING in shown(before) and handed_in.NOTHING in shown(stands_in)
    deliveries.save(publishing_register, KEEPER, "x.csv", NO_ROWS, "Ny rapport", "other", "")
    assert "Ny rapport" not in shown(before)
    assert "Ny rapport" in shown(stands_in) and "Ny rapport" in shown(warehouse.version_in_use())


def test_every_mistake_in_a_sheet_is_told_by_row_and_column(publishing_register):
    at = uploaded(filled(**{"Kjønn": "hund", "Tall": "abc"}))
    assert "Dette må rettes." in sentences(at) and preview.PENDING not in at.session_state
    table = told(at)
    assert "«hund» er ikke et av valgene" in table and "«abc» kan ikke leses" in table


def test_what_a_check_says_is_told_by_row(publishing_register):
    at = uploaded(filled(**{"Ordene i kilden": "12 prosent"}))
    assert "Ingenting er lagret." in sentences(at)
    assert "Tall for indikatorer, rad 4: tallet 12,5 står ikke i «12 prosent»" in told(at)
    assert preview.PENDING not in press(at, "Lukk").session_state


@pytest.mark.parametrize("page", [PAGE, "pages/data/crisis_centre_year.py"])
@pytest.mark.parametrize("file", ["homicides.csv", "datapackage.json"])
def test_what_is_wrong_in_a_file_that_is_there_is_told(publishing_register, tmp_path, monkeypatch, page, file):
    raw = shutil.copytree(RAW, tmp_path / "raw")
    (raw / file).write_text("{")
    monkeypatch.setattr(publishing, "settings", lambda: replace(settings(), raw=raw))
    deliveries.save(publishing_register, KEEPER, "x.csv", NO_ROWS, "Annet", "other", "")
    at = waited(opened(page, tall=CHOSEN))
    assert "Det som er lagret sist, er ikke lagt ut." in sentences(at) and "Dette er galt" in told(at)
    assert "Det som ligger inne, må rettes før noe kan legges til" in sentences(at)


def test_a_sheet_that_nobody_has_touched_changes_nothing(publishing_register):
    engine = warehouse.register(warehouse.version_in_use())
    at = uploaded(write.of_indicator(INDICATOR, *publishing.tables(engine)))
    assert "Arket er likt det som ligger inne." in told(at) and preview.PENDING not in at.session_state


def test_a_reason_must_be_given(publishing_register):
    at = press(looked(uploaded(filled())), "Legg ut tallene")
    assert "Skriv hvor tallene er fra" in told(at) and deliveries.history(publishing_register, 9) == []


def in_form(**cells):
    at = opened(PAGE, tall=CHOSEN)
    at.session_state["vei"] = "Én rad i skjema"
    at.run()
    for label, value in cells.items():
        kinds = (at.text_input, at.text_area, at.selectbox)
        [field] = [field for kind in kinds for field in kind if field.label.startswith(label)]
        field.set_value(value)
    return at.run()


def test_a_row_is_handed_in_by_a_form(publishing_register):
    typed = {name: str(value).replace(".", ",") for name, value in MORE.items()}
    typed = {("Tall. " if name == "Tall" else name): value for name, value in typed.items()}
    at = waited(press(in_form(**typed), "Se hva som blir endret"))
    assert "Tall for indikatorer: 1 ny rad" in sentences(at).replace("\\", ""), told(at)
    at = waited(press(reason(looked(at)), "Legg ut tallene"))
    assert "Tallene er lagt ut." in told(at)
    [handed] = deliveries.history(publishing_register, 9)
    assert handed.file == "skjemaet" and '"value": "12.5"' in handed.content and '"year": "2023"' not in handed.content


def test_what_is_wrong_in_a_form_is_told_at_its_field(publishing_register):
    at = press(in_form(**{"Tall. ": "abc", "Kjønn": "begge"}), "Se hva som blir endret")
    assert "«abc» kan ikke leses. Her skal det stå et tall, for eksempel 9,2." in told(at)
    assert "Fyll ut «Ordene i kilden»." in told(at) and "Cellen" not in told(at)
    assert preview.PENDING not in at.session_state


def test_what_others_publish_meanwhile_is_looked_at_again(publishing_register):
    at = uploaded(filled())
    state = deliveries.state(publishing_register)
    deliveries.save(publishing_register, KEEPER, "x.csv", NO_ROWS, "Annet", "other", state)
    at = waited(reason(at))
    assert preview.AGAIN in told(at) and len(deliveries.history(publishing_register, 9)) == 1
    assert "Tallene er lagt ut." in told(waited(press(looked(at), "Legg ut tallene")))
    assert len(deliveries.history(publishing_register, 9)) == 2


def test_what_was_tried_out_and_is_cleared_away_is_tried_out_again(publishing_register):
    at = uploaded(filled())
    shutil.rmtree(at.session_state[preview.PENDING].work.result().folder)
    assert preview.AGAIN in told(waited(at.run()))


def test_who_may_not_hand_in_sees_what_was_and_why(publishing_register, monkeypatch):
    deliveries.save(
        publishing_register,
        KEEPER,
        "x.csv",
        '{"rows": {"sources": [{}]}, "gone": {}, "lines": {}}',
        "Annet",
        "other",
        "",
    )
    monkeypatch.setattr(access, "rights_in_any_plan", lambda: READER)
    at = opened(PAGE, tall=CHOSEN)
    assert "kan bare den som sitter ved maskinen" in text_of(at)
    assert "1 rad i Kilder (x.csv)" in told(at) and not at.file_uploader and not at.selectbox


@pytest.mark.parametrize("table", ["homicides", "plans", "sources"])
def test_a_row_of_any_table_can_be_mended_in_a_form_and_taken_away(publishing_register, table):
    at = opened(PAGE, tall=f"tabell-{table}")
    at.session_state["vei"] = "Én rad i skjema"
    at.run()
    [chosen] = [field for field in at.selectbox if field.label == "Hvilken rad?"]
    at = chosen.select_index(1).run()
    assert row.UNCHANGED in told(press(at, "Se hva som blir endret"))
    at = waited(press(at, "Ta bort raden"))
    assert "Dette blir endret" in [header.value for header in at.header] and told(at)
    assert deliveries.history(publishing_register, 9) == []


def test_a_row_that_is_looked_at_is_what_the_form_shows(publishing_register):
    typed = {name: str(value).replace(".", ",") for name, value in MORE.items()}
    typed = {("Tall. " if name == "Tall" else name): value for name, value in typed.items()}
    at = waited(press(in_form(**typed), "Se hva som blir endret"))
    names = [button.label for button in at.button]
    assert "Rett tallene" in names and "Se hva som blir endret" not in names
    number = labelled(at.text_input, "Tall. ")
    assert number.disabled and number.value == "12,5"
    at = press(at, "Rett tallene")
    number = labelled(at.text_input, "Tall. ")
    assert preview.PENDING not in at.session_state and not number.disabled and number.value == "12,5"
    at = waited(press(at, "Se hva som blir endret"))
    # Another tab types in the same form.
    name, owner = at.session_state[preview.PENDING].form.name, at.session_state["owner"]
    field = next(field for field, value in DRAFTS.of(owner, name).fields.items() if value == "12,5")
    DRAFTS.keep(owner, name, field, "13,5", None)
    at = at.run()
    assert preview.PENDING not in at.session_state and row.IS_OTHER in told(at)
    assert labelled(at.text_input, "Tall. ").value == "13,5" and deliveries.history(publishing_register, 9) == []


def test_a_row_that_is_looked_at_is_left_when_another_is_chosen(publishing_register):
    at = opened(PAGE, tall="tabell-homicides")
    at.session_state["vei"] = "Én rad i skjema"
    at = labelled(at.run().selectbox, "Hvilken rad?").select_index(1).run()
    at = waited(press(at, "Ta bort raden"))
    assert preview.PENDING in at.session_state
    at = labelled(at.selectbox, "Hvilken rad?").select_index(2).run()
    assert preview.PENDING not in at.session_state and row.IS_OTHER in told(at)


def test_a_figure_that_can_not_be_shown_is_told_of_and_those_after_it_are_shown(publishing_register):
    def two_figures():
        from dataclasses import replace

        from content import warehouse
        from content.figures.catalogue import every
        from dashboard import figures

        version = warehouse.version_in_use()
        figure = every(version)["ungvold_any_2023"]
        figures.in_version(replace(figure, select="from marts.no_such_mart"), version, "first")
        figures.in_version(figure, version, "second")

    at = AppTest.from_function(two_figures, default_timeout=60).run()
    assert not at.exception and [error.value for error in at.error] == [CAN_NOT_BE_SHOWN.replace(".", "\\.")]
    assert len(at.get("vega_lite_chart")) == 1


FORM, SSB = "Én rad i skjema", "Fra SSB"


def standing(at, label: str) -> str:
    [field] = [field for kind in (at.text_input, at.selectbox) for field in kind if field.label.startswith(label)]
    return field.value


def test_a_year_more_of_a_table_that_is_drawn_is_handed_in_by_a_form(publishing_register):
    at = opened(PAGE, tall="indikator-national-residents", vei=FORM)
    assert "Tallene står i tabellen «Bruk av krisesentrene»" in sentences(at)
    assert [standing(at, label) for label in ("Bruk (", "Område", "Hovedtall")] == ["beboere", "Norge (0)", "ja"]
    typed = {"Antall. ": "2 400", "År": "2025", "Brukergruppe": "voksne", "Telt slik": "fra og med 2021"}
    typed["Kilde"] = next(o for o in labelled(at.selectbox, "Kilde").options if "(bufdir_krisesenter)" in o)
    for label, value in typed.items():
        next(f for kind in (at.text_input, at.selectbox) for f in kind if f.label.startswith(label)).set_value(value)
    at = waited(press(at.run(), "Se hva som blir endret"))
    assert "Bruk av krisesentrene: 1 ny rad" in sentences(at).replace("\\", ""), told(at)


def test_what_is_alike_in_all_rows_of_an_indicator_is_filled_in(publishing_register):
    at = opened(PAGE, tall="indikator-ungvold-kinds-2023", vei=FORM)
    assert [standing(at, label) for label in ("Ikke bekreftet", "Hvor nøyaktig", "Alder fra")] == ["ja", "eksakt", "16"]
    assert [standing(at, label) for label in ("Tall. ", "Står i planen")] == ["", "nei"]


@pytest.mark.parametrize(
    ("choice", "way", "said"),
    [
        ("indikator-centre-residents", FORM, "Nye tall legger senteret inn på siden [Tall fra krisesenteret](./aaret)"),
        ("indikator-national-residents", SSB, "tallene til denne indikatoren står ikke der"),
        ("ny", SSB, "**Hele tabellen «Folkemengde etter kjønn og alder»**"),
        ("ny", "Med Excel-ark", "Filen har tomme ark for kilden, indikatoren, tallene og forbeholdene"),
    ],
)
def test_what_can_not_be_handed_in_so_is_told_with_where_it_is(publishing_register, choice, way, said):
    at = opened(PAGE, tall=choice, vei=way)
    assert said in sentences(at).replace("\\", "") and not at.text_input
    named = said.split("**")[1] if "**" in said else None
    assert named is None or named in labelled(at.selectbox, "Indikator eller tabell").options


def test_the_row_that_is_mended_is_kept_in_the_address(publishing_register):
    at = opened(PAGE, tall="tabell-homicides", vei=FORM)
    at = labelled(at.selectbox, "Hvilken rad?").select_index(2).run()
    chosen = labelled(at.selectbox, "Hvilken rad?").value
    anew = opened(PAGE, tall="tabell-homicides", vei=FORM, rad="".join(at.query_params["rad"]))
    assert labelled(anew.selectbox, "Hvilken rad?").value == chosen
    at = waited(press(anew, "Ta bort raden"))
    assert preview.PENDING in at.session_state


def test_before_and_after_are_drawn_to_one_scale(publishing_register):
    at = uploaded(filled(Tall=60, **{"Ordene i kilden": "60 prosent"}))
    ends = [re.findall(r'"domain": ?\[0, ([\d.]+)\]', chart.proto.spec) for chart in at.get("vega_lite_chart")]
    assert len(ends) == 2 and ends[0] == ends[1] and float(ends[0][0]) > 60
