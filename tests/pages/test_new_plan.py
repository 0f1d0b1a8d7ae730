"""Ny plan: what is planned, assessed, proposed and lacking, written by the working group and worked out from the data."""

from datetime import date
from functools import partial

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from content import warehouse
from content.plan import decisions, next_plan
from dashboard import access
from dashboard.forms import entry_form, sending
from dashboard.working_group import new_plan
from known_figures import FIGURES
from pipelines.publish import publish
from plants import remove
from register import schema
from register.entries import save
from register.entry_kinds import END, Adoption, Assessment, Proposal
from register.rights import READER, Rights
from reported import TODAY, WORKING_GROUP, rows
from reporting import as_read, labelled, opened, press, sentences, told
from visiting import headings, paragraphs

PAGE = "pages/plan/next_plan.py"


def select(version, sql):
    return warehouse.query(version, sql)


def gaps_of(version):
    return next_plan.gaps(version, partial(select, version))


def test_gaps_are_worked_out(published, reading):
    assert gaps_of(reading(published)) == {
        "Tall uten tiltak": [],
        "Tiltak uten tall": [
            "Tiltak 7 Kjærestevold",
            "Tiltak 10 Samarbeid med Mattilsynet",
            "Tiltak 15 Koordinator",
            "Tiltak 16 Revisjon",
        ],
        "Målgrupper for tiltak uten tall": [
            "Ansatte i skoler (tiltak 7)",
            "Ungdom (tiltak 7)",
        ],
    }


def test_a_link_taken_away_is_a_gap(built, reading, tmp_path):
    publish(built({"figure_measures": remove(figure_id="homicides")}), tmp_path, "0" * 16)
    found = gaps_of(reading(tmp_path))
    assert "Hvilken relasjon var det mellom offer og gjerningsperson?" in found["Tall uten tiltak"]


def test_a_figure_without_a_number_is_no_figure_without_a_measure(published, reading):
    assert FIGURES["over_time"].question not in gaps_of(reading(published))["Tall uten tiltak"]


def test_what_is_left_out_on_purpose_is_no_gap(published, reading):
    left, on_purpose = next_plan.limit_sentences(select(reading(published), decisions.LIMITS))
    assert [text.split(",")[0] for text in left] == ["Kvalitetssikring av arbeidet mot seksuelle overgrep"]
    assert [text.split(" ")[0] for text in on_purpose] == ["Primærforebyggende,", "Ytterligere"]


def test_an_assessment_is_saved_shown_and_beside_its_evidence(local_register, monkeypatch):
    monkeypatch.setattr(sending, "PRESSED_TWICE", 3600)
    page = opened(PAGE, tiltak="12")
    said = sentences(page)
    assert "Ingen av de 16 tiltakene er vurdert ennå." in said
    for evidence in (
        "Prop. 122 L",
        "Lov på området: Helse",
        "barn var beboere på landets krisesentre",
        "Ikke spurt ennå",
    ):
        assert evidence in said
    labelled(page.selectbox, "Vurdering").set_value("Avslutte")
    press(page, "Lagre vurderingen")
    elements = list(page.main)
    [place] = [
        i for i, one in enumerate(elements) if one.type == "error" and as_read(one.value) == "Vurderingen må begrunnes."
    ]
    assert elements[place + 1].label == "Begrunnelse (må rettes)" and "Ingenting er lagret." in told(page)
    next(area for area in page.text_area if area.label.startswith("Begrunnelse")).set_value(
        "Dekkes av <b>krisesenterloven</b>"
    )
    press(page, "Lagre vurderingen")
    assert page.success[0].value == "Lagret."
    [row] = rows(local_register, schema.assessments)
    assert (row["measure_no"], row["verdict"], row["reason"]) == (12, END, "Dekkes av <b>krisesenterloven</b>")
    assert "1 av 16 tiltak er vurdert (avslutte: 1)." in sentences(page)
    assert "Dekkes av &lt;b&gt;krisesenterloven" in told(page)
    press(page, "Lagre vurderingen")
    assert page.success[0].value == "Lagret.", "pressed twice, it tells what it told"
    monkeypatch.setattr(sending, "PRESSED_TWICE", 0)
    press(page, "Lagre vurderingen")
    assert page.success[0].value == "Det sto slik fra før."


def test_a_button_that_is_pressed_twice_saves_once_and_tells_the_same_again(local_register, monkeypatch):
    monkeypatch.setattr(sending, "PRESSED_TWICE", 3600)
    page = opened(PAGE)

    def propose(title: str) -> list[str]:
        """As the browser does that has not drawn the emptied fields yet."""
        page.text_input(key="proposal nytt title").set_value(title)
        page.text_area(key="proposal nytt reason").set_value("Overlatt til neste plan")
        press(page, "Lagre forslaget")
        assert [x.value for x in page.success] == ["Lagret."] and not page.error
        assert page.text_input(key="proposal nytt title").value == ""
        return [row["title"] for row in rows(local_register, schema.proposals)]

    assert propose("Vern på nett") == propose("Vern på nett") == ["Vern på nett"]
    press(page, "Lagre forslaget")
    assert [x.value for x in page.success] == ["Lagret."] and not page.error, "as on the page that has been drawn"
    assert propose("Vern av eldre") == ["Vern på nett", "Vern av eldre"], "what is typed anew is another"
    monkeypatch.setattr(sending, "PRESSED_TWICE", 0)
    assert propose("Vern av eldre")[2:] == ["Vern av eldre"], "and so is what is typed again later"


def test_a_press_that_waits_while_it_is_saved_saves_nothing_more(local_register, monkeypatch):
    monkeypatch.setattr(sending, "PRESSED_TWICE", 3600)
    page = opened(PAGE)
    page.text_input(key="proposal nytt title").set_value("Vern på nett")
    page.text_area(key="proposal nytt reason").set_value("Overlatt til neste plan")
    [button] = [button for button in page.button if button.label == "Lagre forslaget"]
    waiting = [button.click().root.get_widget_states()]

    def pressed_meanwhile(*about, **named):
        saved = save(*about, **named)
        if waiting:
            run = get_script_run_ctx()
            run.script_requests.request_rerun(RerunData("", waiting.pop(), run.page_script_hash))
        return saved

    monkeypatch.setattr(entry_form, "save", pressed_meanwhile)
    button.run()
    assert not waiting and [row["title"] for row in rows(local_register, schema.proposals)] == ["Vern på nett"]
    assert [x.value for x in page.success] == ["Lagret."] and not page.error


def test_a_proposal_says_what_it_lacks_and_can_be_withdrawn(local_register):
    page = opened(PAGE)
    page.text_input(key="proposal nytt title").set_value("Vern på nett")
    labelled(page.text_input, "Frist").set_value("31.02.2028")
    page.text_area(key="proposal nytt reason").set_value("Overlatt til neste plan")
    press(page, "Lagre forslaget")
    assert "«31.02.2028» er ikke en dato." in told(page) and rows(local_register, schema.proposals) == []
    assert page.text_input(key="proposal nytt title").value == "Vern på nett"
    labelled(page.text_input, "Frist").set_value("31.12.2028")
    press(page, "Lagre forslaget")
    assert "Vern på nett" in told(page)
    assert (
        "<dt>Mangler ennå</dt><dd>tema, målgruppe, ansvarlig, kostnad og hvordan vi ser at det er gjort</dd>"
        in told(page)
    )
    assert page.text_input(key="proposal nytt title").value == ""
    page.selectbox(key="choice_forslag").set_value("1 Vern på nett").run()
    labelled(page.checkbox, "Trekk").check()
    press(page, "Lagre forslaget")
    assert "Vern på nett" not in told(page) and "Forslag 1 er trukket tilbake." in told(page)
    assert [row["is_withdrawn"] for row in rows(local_register, schema.proposals)] == [False, True]


def test_a_milestone_and_an_adoption_are_told(local_register):
    page = opened(PAGE)
    page.selectbox(key="choice_milepael").set_value("Utkast til ny plan er skrevet").run()
    labelled(page.text_input, "Planlagt").set_value("1.3.2027")
    press(page, "Lagre milepælen")
    assert "1.3.2027" in told(page)
    page.selectbox(key="choice_vedtak").set_value("Hamar").run()
    labelled(page.text_input, "Vedtatt").set_value("1.3.2023")
    press(page, "Lagre vedtaket")
    assert "Avklar sluttdato" in told(page)
    said = sentences(page)
    assert said.count("Uten sluttdato varer planen") == 1 and "Svar ja" not in told(page) + said


def test_what_is_typed_is_kept_where_the_page_is_left_and_a_doubt_is_asked_about(local_register):
    page = opened(PAGE, tiltak="12")
    page.text_area(key="assessment 12 reason").set_value("Ring 62 51 00 00").run()
    page.text_input(key="proposal nytt title").set_value("Vern på nett").run()
    page = page.switch_page("pages/plan/measures.py").run().switch_page(PAGE).run()
    assert page.text_area(key="assessment 12 reason").value == "Ring 62 51 00 00"
    assert page.text_input(key="proposal nytt title").value == "Vern på nett"
    labelled(page.selectbox, "Vurdering").set_value("Avslutte")
    press(page, "Lagre vurderingen")
    [question] = [box for box in page.checkbox if str(box.key).startswith("asked ")]
    assert "telefonnummer" in question.label and rows(local_register, schema.assessments) == []
    question.check()
    press(page, "Lagre vurderingen")
    assert page.success[0].value == "Lagret." and len(rows(local_register, schema.assessments)) == 1
    assert page.text_input(key="proposal nytt title").value == "Vern på nett"


def test_who_only_reads_sees_all_and_has_no_form(local_register, monkeypatch):
    save(local_register, WORKING_GROUP, Assessment(1, END, "Gjort."), {1}, TODAY, "1")
    monkeypatch.setattr(access, "rights", lambda: READER)
    page = opened(PAGE)
    assert len(page.button) == 0
    assert "Gjort." in told(page)
    assert headings(page, 2) == [
        ("framdriftsplan", "Framdriftsplan"),
        ("nytt", "Nytt siden planen ble laget"),
        ("vurdering", "Vurdering av tiltakene"),
        ("forslag", "Forslag til nye tiltak"),
        ("mangler", next_plan.MISSING),
        ("last-ned", "Last ned"),
    ]
    said = paragraphs(page)
    for sentence in ("Tiltak 10 Samarbeid med Mattilsynet", "Bevisst utenfor planen", new_plan.TAKE_ALONG):
        assert sentence in said
    assert any("sitter ved maskinen løsningen kjører på, skrive vurderinger" in sentence for sentence in said)


def test_a_municipality_tells_of_its_own_adoption_alone(local_register, monkeypatch):
    monkeypatch.setattr(access, "rights", lambda: Rights("Koordinator i Hamar", frozenset({"3403"})))
    page = opened(PAGE)
    assert page.selectbox(key="choice_vedtak").options == ["Hamar"]
    assert [button.label for button in page.button] == ["Lagre datoen", "Lagre vedtaket"]


def test_a_role_in_another_place_is_told_that_it_has_none_here(local_register, monkeypatch):
    monkeypatch.setattr(access, "rights", lambda: Rights("Koordinator i Oslo", frozenset({"0301"})))
    page = opened(PAGE)
    assert "Rollen din gjelder ingen av kommunene her." in [text.value for text in page.markdown]


def test_long_texts_and_many_proposals_stand(local_register):
    long = "Ordet «vold» " * 76
    for number in range(60):
        draft = Proposal(
            f"{number} {long}"[:1000], long[:1000], long[:1000], long[:1000], long[:1000], None, long[:1000]
        )
        save(local_register, WORKING_GROUP, draft, set(), TODAY, str(number))
    save(local_register, WORKING_GROUP, Adoption("3403", date(2023, 3, 1), note=long[:1000]), {"3403"}, TODAY, "a")
    assert told(opened(PAGE)).count("<dt>Begrunnelse</dt>") == 60
