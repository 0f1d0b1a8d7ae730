"""The crisis centre's year from a page, beside the command: what each remembers, and what is published of both."""

import pytest
from test_gate_attack import BY_DAY, LARGE_YEAR, SLIP, Centre, count, view

from attacker import HOMES, WHOLE
from centre_page import hand_in, remember, sheet, views
from content.centre_sheet import history_table
from gating import raw_of_the_gate
from pipelines.centre_year import seen
from pipelines.delivered import GATED, with_centre_years
from pipelines.gate import areas_of
from pipelines.gate_memory import IS_UNKNOWN
from pipelines.mistakes import RawDataError
from pipelines.register_deliveries import of_register
from pipelines.validate import described, read_and_validate
from register.centre_years import history, standing
from register.database import open_register

ALONE = {BY_DAY: {WHOLE: 70}}
CORRECTED = {BY_DAY: count(dict.fromkeys(HOMES, 7), 10)}


@pytest.fixture
def register(tmp_path):
    engine = open_register(f"sqlite:///{tmp_path}/register.sqlite")
    yield engine
    engine.dispose()


@pytest.fixture
def centre(tmp_path) -> Centre:
    """Where the command is used."""
    return Centre(tmp_path, raw_of_the_gate)


def memory(centre: Centre) -> bytes:
    return (centre.raw / "local" / "vist.json").read_bytes()


def sent(centre: Centre) -> list:
    """The tables of the raw data, with the file that the command wrote."""
    return read_and_validate(centre.raw)


def test_a_correction_is_held_against_what_the_command_has_shown(register, centre, tables):
    centre.deliver({2024: LARGE_YEAR, 2025: LARGE_YEAR})
    assert remember(register, memory(centre)) == [2024, 2025]
    assert standing(register).counts == {}, "what is seen is still what the file shows"
    hand_in(register, sent(centre), {2024: CORRECTED, 2025: SLIP})
    assert views(register, tables) == {2024: view(CORRECTED), 2025: view(SLIP, "nothing")}


def test_a_memory_that_is_handed_in_again_adds_nothing_whatever_has_followed(register, centre, tables):
    centre.deliver({2024: LARGE_YEAR, 2025: LARGE_YEAR})
    remember(register, memory(centre))
    hand_in(register, sent(centre), {2024: CORRECTED, 2025: SLIP})
    before = standing(register)
    assert remember(register, memory(centre)) == [] and standing(register) == before
    hand_in(register, sent(centre), {2025: LARGE_YEAR})
    assert views(register, tables)[2025] == view(LARGE_YEAR), "as it was shown last"


@pytest.mark.parametrize("elsewhere", [LARGE_YEAR, SLIP], ids=["finer", "of another level"])
def test_what_page_and_command_have_shown_each_in_its_own_way_is_hidden_at_once_and_for_good(
    register, centre, tables, elsewhere
):
    hand_in(register, tables, {2025: ALONE})
    centre.deliver({2025: elsewhere})
    assert remember(register, memory(centre)) == [2025]
    for year in (None, ALONE, LARGE_YEAR, SLIP):
        if year:
            found = hand_in(register, tables, {2025: year})
            assert found.outcomes[2025].level == 0
        assert set(views(register, tables)[2025].values()) == {"Vises ikke av personvernhensyn"}


def test_what_page_and_command_have_shown_at_one_level_goes_on_at_that(register, centre, tables):
    hand_in(register, tables, {2025: CORRECTED})
    centre.deliver({2025: LARGE_YEAR})
    remember(register, memory(centre))
    assert views(register, tables)[2025] == view(CORRECTED)
    hand_in(register, tables, {2025: SLIP})
    assert views(register, tables)[2025] == view(SLIP, "nothing")


def test_a_year_in_the_file_that_is_not_remembered_is_hidden_and_no_other(register, centre):
    centre.deliver({2024: LARGE_YEAR})
    found = hand_in(register, sent(centre), {2024: CORRECTED, 2025: LARGE_YEAR})
    assert (found.outcomes[2024].level, found.outcomes[2024].why) == (0, IS_UNKNOWN)
    assert views(register, sent(centre)) == {2024: view(CORRECTED, "nothing"), 2025: view(LARGE_YEAR)}


def test_what_was_not_handed_in_again_stays_as_the_file_has_it(register, centre):
    centre.deliver({2024: LARGE_YEAR})
    hand_in(register, sent(centre), {2025: LARGE_YEAR})
    assert views(register, sent(centre))[2024] == view(LARGE_YEAR)


def test_a_file_that_hides_a_year_has_hidden_it(register, centre):
    """The command has hidden it since: on the page it comes back only as it was shown last."""
    centre.deliver({2025: LARGE_YEAR})
    remember(register, memory(centre))
    centre.deliver({2025: SLIP})
    hand_in(register, sent(centre), {2025: CORRECTED})
    assert views(register, sent(centre))[2025] == view(CORRECTED, "nothing")


def test_the_history_tells_what_was_shown_each_time(register, tables):
    for year in (LARGE_YEAR, SLIP):
        hand_in(register, tables, {2025: year})
    told = history_table(history(register, 9), {role: area for area, role in areas_of(tables)})
    assert list(told["År"]) == ["2025", "2025"] and told["Lagt inn"].str.endswith(" av Krisesenterets leder").all()
    assert list(told["Det som ble vist"]) == ["Ingenting", "Store kommuner hver for seg, og små kommuner samlet"]


def test_a_memory_of_what_the_command_has_hidden_since_is_taken_too(register, centre):
    centre.deliver({2025: LARGE_YEAR})
    remember(register, memory(centre))
    centre.deliver({2025: SLIP})
    assert remember(register, memory(centre)) == [2025]
    assert views(register, sent(centre))[2025] == view(SLIP, "nothing")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"2025": {"level": 4, "areas": {}, "counts": [], "is_hidden": true}}',
        b'{"2025": {"level": 1, "areas": {}, "counts": [[1]], "is_hidden": true}}',
        b'{"2025": {"level": 1, "areas": {"a": 1}, "counts": [], "is_hidden": true}}',
        b'{"2025": {"level": true, "areas": {}, "counts": [], "is_hidden": true}}',
        b'{"2025": {"level": 1, "areas": {}, "counts": []}}',
        b'{"i fjor": {"level": 1, "areas": {}, "counts": [], "is_hidden": true}}',
        b'{"99999999999999999999": {"level": 1, "areas": {}, "counts": [], "is_hidden": true}}',
        b'{"-1": {"level": 1, "areas": {}, "counts": [], "is_hidden": true}}',
        b"[" * 100_000,
    ],
)
def test_a_memory_that_can_not_be_read_is_told_so(register, content):
    with pytest.raises(RawDataError, match="vist.json: filen kan ikke leses"):
        remember(register, content)


def test_a_year_of_the_page_takes_the_place_of_all_of_that_year_in_the_file(register, centre):
    centre.deliver({2024: LARGE_YEAR, 2025: LARGE_YEAR})
    remember(register, memory(centre))
    hand_in(register, sent(centre), {2025: SLIP})
    [resource] = [found for found in described(centre.raw) if found.name == GATED]
    [table] = [found for found in sent(centre) if found.name == GATED]
    built = with_centre_years(table, resource, of_register(register).centre)
    kept = [row for row in table.rows if row[0] == "2024"]
    assert built.rows[: len(kept)] == kept
    assert {(row[0], row[4], row[5]) for row in built.rows[len(kept) :]} == {
        ("2025", None, "Vises ikke av personvernhensyn")
    }
    assert read_and_validate(centre.raw, centre=of_register(register).centre)


def test_nothing_is_remembered_of_what_was_only_looked_at(register, tables):
    before = standing(register)
    seen(sheet({2025: SLIP}), tables, before)
    assert standing(register) == before
    hand_in(register, tables, {2025: LARGE_YEAR})
    assert views(register, tables)[2025] == view(LARGE_YEAR)
