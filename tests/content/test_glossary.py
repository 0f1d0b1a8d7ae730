"""The words: each has an explanation and a source, and what stands in an address leads to it."""

import re

from content import glossary


def test_every_word_is_explained_in_its_place(filled_version):
    known = glossary.words(filled_version)
    assert 35 <= len(known) <= 50
    assert glossary.headings(known) == list(glossary.HEADINGS)
    told = {subject: glossary.described(known, subject, {}) for subject in glossary.HEADINGS}
    anchors = re.findall(r'<dt id="([^"]+)">', "".join(told.values()))
    assert anchors == [word.anchor for word in known] and len(set(anchors)) == len(known)
    assert all(word.explanation in told[word.subject] for word in known if "«" not in word.explanation)


def test_each_says_who_explains_it(filled_version):
    source = {word.word: word.source for word in glossary.words(filled_version)}
    assert source["andel"] == "Slik bruker vi ordet her."
    assert source["TryggEst"] == "Kilde: planen, avsnitt 3.4."
    assert source["beboer"].endswith(
        '/Metode_og_formal/">Statistikk om krisesentertilbudet: metode, formål og begreper</a>, Bufdir 2021.'
    )


def test_a_word_leads_to_where_it_is_met():
    word = glossary.Word("vold", "<vold>", (), "Vold.", "Kilde: planen.", "omfang")
    told = glossary.described([word], "vold", {"omfang": ("./omfang?plan=1&x", "Omfang")})
    assert 'Brukt på <a href="./omfang?plan=1&amp;x" target="_self">Omfang</a>.' in told
    assert "&lt;vold&gt;" in told and "Brukt på" not in glossary.described([word], "vold", {})
