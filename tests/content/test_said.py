"""Every sentence that a figure says is a template in one place, and all of those are described."""

import pickle

import pytest

from content.described import TOLD, described
from content.figures import sentences
from content.figures.sentences import SECTIONS, Said, Sentence
from known_figures import FIGURES
from showing import shown_on


@pytest.mark.parametrize("id", FIGURES)
def test_every_sentence_is_a_template(filled_version, id):
    on_page = shown_on(filled_version, id)
    said = [on_page.finding.text, *on_page.can_say]
    assert on_page.can_say and [text for text in said if not isinstance(text, Said)] == []


def test_a_sentence_that_is_kept_has_its_template():
    said = sentences.KILLED(relation="Partner", victims=73, period="2011–2021")
    kept = pickle.loads(pickle.dumps(said))
    assert (kept, kept.template) == (said, said.template)


def test_every_template_is_in_a_section():
    there = [one for one in vars(sentences).values() if isinstance(one, Sentence)]
    assert sorted(there, key=repr) == sorted((one for section in SECTIONS.values() for one in section), key=repr)


def test_what_is_described_is_what_there_is():
    assert TOLD.read_text(encoding="utf-8") == described(), "run `python -m content.described`"
