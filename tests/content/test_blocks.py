"""Documents as blocks, and Word as it writes any of them."""

import random
from itertools import pairwise

import pandas as pd

from content.documents.blocks import (
    Contents,
    Document,
    Heading,
    Layout,
    Meaning,
    Section,
    Span,
    bullets,
    flat,
    front,
    numbered,
    said,
    table,
    table_or,
    typed,
)
from content.documents.word.writer import LOWEST_HEADING, written
from content.figures.figure import ASK_THE_KEEPER
from reported import TODAY
from word import Read, W, read, text_of

HOSTILE = "=cmd|' /C calc'!A0 <w:p> & ]]> **fet** [lenke](https://ond.example)"


def file(*blocks, **about) -> Read:
    return read(written(Document("Tittel", "Om", "v", TODAY, blocks, **about)))


def grown(chance: random.Random, depth: int = 0) -> list:
    """Any tree of sections, some of them empty, with text before, between and after them."""
    return [
        Section(f"Nivå {depth + 1}", grown(chance, depth + 1)) if chance.random() < 0.5 else typed("Tekst")
        for _ in range(chance.randint(0, 4) if depth < 6 else 0)
    ]


def test_no_heading_skips_a_level_whatever_blocks_are_given():
    chance = random.Random(1)
    for _ in range(200):
        blocks = grown(chance)
        levels = [block.level for block in flat(blocks) if isinstance(block, Heading)]
        assert levels == [int(block.text.split()[1]) for block in flat(blocks) if isinstance(block, Heading)]
        assert all(after - before <= 1 for before, after in pairwise([0, *levels]))
    deep = [Section("1", [Section("2", [Section("3", [Section("4", [])])])])]
    # Word has styles for three.
    assert [level for level, _ in file(*deep).headings] == [1, 2, LOWEST_HEADING, LOWEST_HEADING]


def test_how_far_it_has_come_is_told_from_the_first_heading_on():
    told: list[str] = []

    def written_below():
        assert told == ["Skriver «Hva vi vet» …"]
        yield said("Noe")

    blocks = [Section("Hva vi vet", written_below()), Section("Bakgrunn", [said("Mer")])]
    written(Document("Tittel", "Om", "v", TODAY, blocks), told.append)
    assert told == ["Skriver «Hva vi vet» …", "Skriver «Bakgrunn» …"]


def test_typed_text_is_never_markup():
    found = file(
        *front(HOSTILE, HOSTILE, {"Saksnummer": HOSTILE}),
        Section(HOSTILE, [typed(HOSTILE, lead=HOSTILE), *numbered([HOSTILE])]),
        table(pd.DataFrame({HOSTILE: [HOSTILE]}), HOSTILE),
    )
    told = [text for _, text in found.paragraphs if text]
    assert told == [HOSTILE, HOSTILE, f"Saksnummer: {HOSTILE}", HOSTILE, f"{HOSTILE}: {HOSTILE}", HOSTILE]
    assert found.tables == [[[HOSTILE], [HOSTILE]]]
    assert not list(found.body.iter(f"{W}hyperlink"))


def test_our_own_sentences_have_bold_words_and_links_and_none_to_ask():
    paragraph = said(f"**Lov** i [Lovdata](https://lovdata.no/lov). {ASK_THE_KEEPER}", Meaning.NOTE)
    assert paragraph.spans == (
        Span("Lov", is_bold=True),
        Span(" i "),
        Span("Lovdata", address="https://lovdata.no/lov"),
        Span("."),
    )
    found = file(paragraph, *bullets(["Én", "**To**"]))
    assert found.paragraphs == [("Kildelinje", "Lov i Lovdata."), ("ListBullet", "Én"), ("ListBullet", "To")]
    [link] = found.body.iter(f"{W}hyperlink")
    assert text_of(link) == "Lovdata"
    assert [text_of(run) for run in found.body.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None] == ["Lov", "To"]


def test_a_table_leaves_out_what_nobody_has_said_and_none_is_a_sentence():
    frame = pd.DataFrame({"A": [1, None], "B": ["", ""], "C": ["x", ""]}, dtype=object).fillna("")
    made = table(frame, "Om")
    assert (made.header, made.rows) == (("A", "C"), (("1", "x"), ("", "")))
    assert table_or(frame[:0], "Om", "Ingen.") == said("Ingen.")


def test_two_tables_after_each_other_stay_two():
    one = table(pd.DataFrame({"A": ["x"]}), "Om")
    blocks = list(file(one, one).body.find(f"{W}body"))
    assert [block.tag for block in blocks][:3] == [f"{W}tbl", f"{W}p", f"{W}tbl"]


def test_contents_lead_to_the_sections_of_the_first_level_alone():
    sections = [Section("Én", [Section("Inni", [])]), Section("To <&>", [typed("Tekst")])]
    found = file(Contents("Innhold"), *sections)
    assert found.paragraphs[:3] == [("Merkelapp", "Innhold"), ("List", "Én"), ("List", "To <&>")]
    led_to = [link.get(f"{W}anchor") for link in found.body.iter(f"{W}hyperlink")]
    assert led_to == [mark.get(f"{W}name") for mark in found.body.iter(f"{W}bookmarkStart")] and len(set(led_to)) == 2
    assert not list(file(*sections).body.iter(f"{W}bookmarkStart"))


def test_only_a_paper_begins_no_section_on_a_page_of_its_own():
    for layout in Layout:
        styles = file(layout=layout).files["word/styles.xml"].iter(f"{W}style")
        [heading] = [style for style in styles if style.get(f"{W}styleId") == "Heading1"]
        begins = heading.find(f"{W}pPr/{W}pageBreakBefore").get(f"{W}val") != "0"
        assert begins == (layout is not Layout.PAPER)


def test_the_mark_is_at_the_foot_and_blocks_are_made_while_they_are_read():
    made = []

    def blocks():
        made.append("now")
        yield typed("Tekst")

    document = Document("Tittel", "Om", "v", TODAY, blocks(), mark="Eksempeldata.")
    assert document.foot == "Eksempeldata. Tittel. Laget 23.11.2026." and not made
    assert any(document.foot in text_of(xml) for name, xml in read(written(document)).files.items() if "footer" in name)


def test_what_xml_can_not_hold_is_left_out():
    document = Document(
        "Tittel\x01",
        "Om\x02",
        "v",
        TODAY,
        [
            Section("Over\x03skrift", [typed("A\x00B\x0bC\ufffeD\ud800E 🙂", lead="Før\x1f")]),
            said("F\x07G **fet\x08** [lenke\x0c](https://a.no/\x0e)"),
            table(pd.DataFrame({"Kol\x01onne": ["a\x02b\nc", "=1+1"]}), "Om\x03"),
        ],
        mark="Fot\x04",
    )
    found = read(written(document))
    assert [text for _, text in found.paragraphs] == ["Overskrift", "Før: ABCDE 🙂", "FG fet lenke", ""]
    assert found.tables == [[["Kolonne"], ["ab\nc"], ["=1+1"]]]
