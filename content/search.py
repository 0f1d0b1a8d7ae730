"""Which texts a reader means, in the spelling that people use."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache

# As typed where the keyboard has no æ, ø and å: «aeresrelatert», «Loeten» and «Loten», «Aamot» and «Amot».
LETTERS = {"æ": "ae", "ø": "o", "å": "a"}
SPELLED_OUT = {"oe": "o", "aa": "a"}
THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
WORD = re.compile(r"[^\W\d_]+|\d+")
HYPHENED = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)+")
# «tallene» and «tallet» are «tall».
ENDING = re.compile(r"(?<=\w{4})(?:enes|ene|ets|ens|ers|en|et|er|es|e|a|s)$")
WHOLE, BEGINNING, OTHER_FORM, PART, MISSPELLED = range(5)
"""How well a word fits, best first."""
SHORTEST_PART, SHORTEST_MISSPELLED, ALIKE = 4, 5, 0.8
LONGEST = 100
"""So much of a query is read: each word of it is held against every word there is."""


def matches(query: str, texts: Sequence[str]) -> list[int]:
    """Which of the texts have every word of the query, best first; none where nothing is asked for."""
    if len(query) > LONGEST:
        # No word of it is cut.
        query = query[:LONGEST].rpartition(" ")[0] or query[:LONGEST]
    asked = WORD.findall(folded(query))
    if not asked:
        return []
    index = _index(tuple(texts))
    # «Trygg Est» is «TryggEst» first, and then what has both words.
    return list(dict.fromkeys([*_ranked(_joined(asked, index), index, texts), *_ranked(asked, index, texts)]))


def _joined(asked: list[str], index: dict[str, set[int]]) -> list[str]:
    """Without the space where two words are one that is known."""
    joined: list[str] = []
    for word in asked:
        if joined and joined[-1] + word in index:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _ranked(asked: list[str], index: dict[str, set[int]], texts: Sequence[str]) -> list[int]:
    found = [_found(word, index) for word in dict.fromkeys(asked)]
    phrase = " ".join(asked)
    ranks = {
        place: (sum(fits[place] for fits in found), phrase not in folded(texts[place]), len(texts[place]), place)
        for place in set.intersection(*map(set, found))
    }
    return sorted(ranks, key=ranks.__getitem__)


@lru_cache(10_000)
def folded(text: str) -> str:
    """Without capitals, accents and signs that take no room; a number has no space in it."""
    text = text.casefold()
    for letter, typed in LETTERS.items():
        text = text.replace(letter, typed)
    spread = unicodedata.normalize("NFKD", text)
    text = "".join(sign for sign in spread if unicodedata.category(sign) not in ("Mn", "Cf"))
    for spelled, letter in SPELLED_OUT.items():
        text = text.replace(spelled, letter)
    return THOUSANDS.sub(lambda number: number[0].replace(" ", ""), text)


def _words(text: str) -> Iterator[str]:
    """«e-post» is «e», «post» and «epost»."""
    plain = folded(text)
    yield from WORD.findall(plain)
    yield from ("".join(WORD.findall(parts)) for parts in HYPHENED.findall(plain))


@lru_cache(20)
def _index(texts: tuple[str, ...]) -> dict[str, set[int]]:
    """Word → the texts it stands in."""
    index = defaultdict(set)
    for place, text in enumerate(texts):
        for word in _words(text):
            index[word].add(place)
    return dict(index)


def _found(asked: str, index: dict[str, set[int]]) -> dict[int, int]:
    """Text → how well a word fits its words."""
    fits = {word: fit for word in index if (fit := _fit(asked, word)) is not None} or _misspelled(asked, index)
    found: dict[int, int] = {}
    for word, fit in fits.items():
        for place in index[word]:
            found[place] = min(fit, found.get(place, fit))
    return found


def _fit(asked: str, word: str) -> int | None:
    if asked == word:
        return WHOLE
    # A number is what it is: 1 is not 10.
    if asked.isdecimal():
        return None
    if word.startswith(asked):
        return BEGINNING
    stem = ENDING.sub("", asked)
    if word.startswith(stem):
        return OTHER_FORM
    # «partnervold» is a kind of «vold»; «foreldre» are no kind of «eldre».
    return PART if len(stem) >= SHORTEST_PART and word.find(stem) >= SHORTEST_PART else None


def _misspelled(asked: str, index: dict[str, set[int]]) -> dict[str, int]:
    """A word that stands nowhere may be meant as one that is written nearly so."""
    if asked.isdecimal() or len(asked) < SHORTEST_MISSPELLED:
        return {}
    near = [word for word in index if abs(len(word) - len(asked)) <= 2 and not word.isdecimal()]
    return dict.fromkeys(get_close_matches(asked, near, cutoff=ALIKE), MISSPELLED)
