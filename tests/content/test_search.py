"""What is found, however it is spelled."""

import random
import time

import pytest

from content.search import LONGEST, matches

TEXTS = [
    "Hvor mange voksne har opplevd partnervold? (spurt 2021–2022)",
    "Vold i nære relasjoner",
    "Æresrelatert vold og negativ sosial kontroll",
    "TryggEst: et verktøy for å forebygge og avdekke vold og overgrep",
    "Løten og Åmot",
    "10 av 16 kvinner",
    "1 av 10 kvinner, det er 56 500 i hele landet",
    "Statens barnehus, e-post og lhbtq-personer",
    "Tall fra krisesenteret, andel 9,2 %",
    "Én av ti",
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tryggest", [3]),
        ("TRYGGEST", [3]),
        ("aeresrelatert", [2]),
        ("Æresrelatert", [2]),
        ("loten", [4]),
        ("loeten", [4]),
        ("aamot", [4]),
        ("amot", [4]),
        ("a\u030amot", [4]),
        ("krise-senter", [8]),
        ("krise senter", [8]),
        ("epost", [7]),
        ("e-post", [7]),
        ("lhbtqpers", [7]),
        ("partner vold", [0]),
        ("barnehuset", [7]),
        ("tallene", [8]),
        ("opplev mange", [0]),
        ("en av", [9]),
        ("partnrevold", [0]),
        ("barnhus", [7]),
        ("56500", [6]),
        ("56 500", [6]),
        ("56\u00a0500", [6]),
        ("9,2", [8]),
        ("10 av 16", [5]),
        ("10 av", [5, 6]),
        ("1 av 10", [6]),
        ("500", []),
        ("2", [8]),
        ("202", []),
        ("overgrep barnehus", []),
        ("finnes ikke her", []),
        ("", []),
        (" – %", []),
    ],
)
def test_is_found(query, found):
    assert matches(query, TEXTS) == found


def test_a_whole_word_comes_before_its_beginning_and_that_before_a_part_of_a_word():
    texts = ["Partnervold", "Voldtekt", "Voldelig", "Om vold", "Vold"]
    assert matches("vold", texts) == [4, 3, 1, 2, 0]


def test_a_word_that_is_known_is_not_taken_for_another():
    assert matches("mange", ["Mange", "Gange"]) == [0]
    assert matches("manges", ["Mange", "Gange"]) == [0]
    assert matches("mnge", ["Mange"]) == []


def test_two_words_are_one_where_that_is_known():
    texts = ["Trygg i en vest", "TryggEst", "Meldinger i TryggEst"]
    assert matches("trygg est", texts) == matches("Trygg-Est", texts) == matches("tryggest", texts) == [1, 2]
    assert matches("en vest", [*texts, "Envest"]) == [3, 0]


def test_the_same_words_beside_each_other_come_first():
    assert matches("sosial kontroll", ["Kontroll som er sosial", "Negativ sosial kontroll av barn og unge"]) == [1, 0]


def test_a_thousand_texts_are_searched_at_once():
    chosen = random.Random(1)
    words = ["".join(chosen.choices("abdefgiklmnoprstuvåøæ", k=chosen.randint(3, 14))) for _ in range(4000)]
    texts = [" ".join(chosen.choices(words, k=12)) for _ in range(1000)]
    matches("noe", texts)
    began = time.perf_counter()
    for query in (words[0], words[1][:4], f"{words[2]} {words[3]}"):
        matches(query, texts)
    # About 5 ms; a busy machine is slow.
    assert (time.perf_counter() - began) / 3 < 0.1


@pytest.mark.parametrize("query", ["x" * 100_000, " ".join(f"ukjent{'abcdefghij'[n % 10]}{n}" for n in range(10_000))])
def test_a_query_of_a_hundred_thousand_letters_is_cut(query):
    words = [f"ord{'abcdefghij'[n % 10] * 3}" for n in range(4000)]
    assert matches(query, words) == []
    assert matches(f"{words[0]}{' ' * LONGEST}{query}", words) == matches(words[0], words) != []
