"""The page of the centre's year: what is looked at is what the fields show, and what disappears is said yes to."""

from attacker import HOMES, USES, WHOLE
from centre_page import hand_in
from dashboard.intake.centre import confirming, filling, looking
from pipelines.centre_year import rows_before
from register.centre_years import standing
from reporting import labelled, opened, press, sentences, told

PAGE = "pages/data/crisis_centre_year.py"
LOCKED, OPEN = "Rett tallene", "Se hva som blir vist"
FIELDS = ("Beboere, voksne", "Beboere, barn", "Opphold, voksne", "Opphold, barn", "Dagbrukere", "Dagbesøk")


def looked_at(at, **cells: str):
    """What is typed of the whole centre, when it is tried out."""
    for name in FIELDS:
        labelled(at.text_input, name).set_value(cells.get(name, "60"))
    press(at, OPEN)
    at.session_state[looking.PENDING].work.problem()
    return at.run()


def buttons(at) -> dict[str, bool]:
    return {button.label: button.disabled for button in at.button}


def boxes(at) -> list[str]:
    return [box.label for box in at.checkbox if str(box.key).startswith("sure ")]


def test_what_is_looked_at_can_not_be_edited_before_it_is_taken_away(publishing_register):
    at = looked_at(opened(PAGE))
    assert LOCKED in buttons(at) and OPEN not in buttons(at) and "Slik blir 2025 vist" in told(at)
    assert {field.disabled for field in [*at.text_input, labelled(at.selectbox, "År")]} == {True}
    assert {field.value for field in at.text_input[:6]} == {"60"}
    press(at, LOCKED)
    assert OPEN in buttons(at) and looking.PENDING not in at.session_state and "Slik blir" not in told(at)
    assert {field.disabled for field in [*at.text_input, labelled(at.selectbox, "År")]} == {False}
    assert {field.value for field in at.text_input[:6]} == {"60"}


def test_what_is_cancelled_leaves_no_sheet_behind_and_what_was_typed(publishing_register):
    at = opened(PAGE)
    [before] = [
        uploader.proto.id for uploader in at.get("file_uploader") if uploader.proto.label.startswith("Utfylt ark")
    ]
    press(looked_at(at), "Avbryt")
    [after] = [
        uploader.proto.id for uploader in at.get("file_uploader") if uploader.proto.label.startswith("Utfylt ark")
    ]
    assert after != before and {field.value for field in at.text_input[:6]} == {"60"}


def test_the_fields_are_locked_in_the_very_run_that_judges_them(publishing_register):
    at = opened(PAGE)
    for name in FIELDS:
        labelled(at.text_input, name).set_value("60")
    press(at, OPEN)
    # The browser takes them over from the page, whatever was typed since the press.
    sent = [(field.proto.disabled, field.proto.set_value, field.proto.value) for field in at.text_input[:6]]
    assert sent == [(True, True, "60")] * 6


def test_a_first_year_asks_of_nothing_that_disappears(publishing_register):
    at = looked_at(opened(PAGE))
    assert len(boxes(at)) == 1 and boxes(at)[0].startswith("Ingen har fått tall for 2025")
    assert filling.SHOWN_BEFORE.format(2025) not in sentences(at) and confirming.MENDED in sentences(at)
    assert buttons(at)["Legg inn 2025"]


def test_what_is_hidden_for_good_is_said_yes_to_first(publishing_register, tables):
    hand_in(publishing_register, tables, {2025: {use: {WHOLE: 100, **dict.fromkeys(HOMES, 10)} for use in USES}})
    at = opened(PAGE)
    assert filling.SHOWN_BEFORE.format(2025) in sentences(at)
    labelled(at.selectbox, "År").set_value(2023).run()
    assert filling.SHOWN_BEFORE.format(2023) not in sentences(at)
    labelled(at.selectbox, "År").set_value(2025).run()
    at = looked_at(at)
    assert "fordi det bare er tall for hele senteret, og året er vist med flere tall før" in sentences(at)
    assert boxes(at) == ["Jeg vet at alt som er vist av 2025, forsvinner for godt."]
    assert confirming.NOT_UNDONE in sentences(at) and "kan rettes siden" not in sentences(at)
    assert buttons(at)["Legg inn 2025"]
    labelled(at.checkbox, "Jeg vet").check().run()
    assert not buttons(at)["Legg inn 2025"]
    press(at, "Legg inn 2025")
    assert {amount for *_, amount, _ in rows_before(tables, standing(publishing_register))[2025]} == {None}


def test_a_number_that_disappears_is_said_yes_to_first(publishing_register, tables):
    hand_in(publishing_register, tables, {2025: {use: {WHOLE: 100} for use in USES}})
    at = looked_at(opened(PAGE), Dagbesøk="")
    [box] = boxes(at)
    assert box.startswith("Jeg vet at dette ikke vises lenger for 2025: ") and box.endswith(": dagbesøk.")
    assert confirming.MENDED in sentences(at) and buttons(at)["Legg inn 2025"]
    labelled(at.checkbox, "Jeg vet").check().run()
    assert not buttons(at)["Legg inn 2025"]
