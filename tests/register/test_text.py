"""One cleaner of texts: what looks the same is the same, and nothing that can be seen is lost."""

import unicodedata

import pytest

from register.validation.text import clean

SEEN = [
    "I gang",
    "Å være på sporet",
    "1 337",
    "a\tb\nc",
    "x–y «z»",
    "😀",
    "👨\u200d👩\u200d👧 ❤\ufe0f",
    "2·5²",
    "½",
    "ﬁ",
    "_x0041_",
    "naïve",
    "",
]


@pytest.mark.parametrize("text", SEEN)
def test_what_is_seen_stays(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    "code", [0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFE0F, 0xFEFF]
)
def test_invisible_characters_are_dropped_wherever_they_stand(code):
    mark = chr(code)
    assert clean(f"{mark}I{mark} gang{mark}") == "I gang"


def test_what_only_shapes_an_emoji_is_dropped_after_a_letter_however_many_there_are():
    assert clean("me\ufe0f\u200dd") == clean("me\u200d\ufe0f\u200dd") == "med"
    # What is not seen is no emoji, whatever stands beside it.
    assert clean("me\u2060\u200dd") == clean("me\u3164\u200dd") == "med"


def test_all_that_unicode_calls_format_is_dropped_but_for_signs_that_are_seen():
    marks = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"]
    left = {mark for mark in marks if clean(f"a{mark}b") != "ab"}
    # Arabic, Syriac and Kaithi number signs, interlinear marks and hieroglyph joiners are drawn.
    assert all(clean(mark) == mark for mark in left)
    assert all(0x600 <= ord(mark) <= 0x8E2 or 0xFFF9 <= ord(mark) <= 0x1343F for mark in left)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2007", "\u2009", "\u202f", "\u3000"])
def test_every_space_is_a_space_and_the_ends_are_trimmed(space):
    assert clean(f"{space}\n I{space}gang\t{space}") == "I gang"


@pytest.mark.parametrize(
    "written", ["\n", "\r\n", "\r", "\v", "\f", "_x000B_", "_x000b_", "_x000D_\n", "\u2028", "\x85"]
)
def test_every_line_break_is_a_line_break(written):
    assert clean(f"Punkt én{written}Punkt to") == "Punkt én\nPunkt to"


@pytest.mark.parametrize("text", ["Å", "å", "é", "Ö", "\u212b"])
def test_composed_and_decomposed_letters_are_one(text):
    assert clean(unicodedata.normalize("NFD", text)) == clean(text)


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d"])
def test_what_can_not_be_stored_is_left_to_be_told(text):
    assert clean(text) == text


def test_cleaned_twice_is_cleaned_once():
    text = "a_x0\u200b00B_b\r\u00ad\n\ufeff \u00a0A\u030a\v_x000D_\n\u200b x\u00ad\r\r\n"
    assert clean(clean(text)) == clean(text)
