"""Raw files as damaged, pasted and re-saved files come: any number of them, the same for the same seed.

Each is what a byte, a program or a hand may do to a file. What was only re-saved must be read as it was, or refused.
"""

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# What a program here may take a file for; the older ones only what a newer one wrote.
NEWER = ("cp1252", "latin-1", "utf-8")
ASSUMED = (*NEWER, "mac_roman", "cp850", "cp865")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202a\u2066\u2069\ufe0f\u3164\u034f\u115f\u180e\U000e0041\u061c"
BLANKS = "\u00a0\u202f\u2009\u3000\u2003 \t"
DAMAGE = "\ufffd\x01\x0b\x0c\x1a\x1f\x7f\x85\x9d\ue000\uffff\u2028\u2800\ufff9\U000f0000\u0378"
CHARSETS = (
    "cp1252 latin-1 iso8859-15 mac_roman mac_iceland cp437 cp850 cp865 cp861 utf-16 utf-16-le utf-32 utf-7 utf-8-sig "
    "iso2022_jp_2 cp775 mac_latin2 cp1250 cp1257 utf-8"
).split()
CELLS = (
    "NaN -inf 1e5 <5 1_000 0x1F 1.234 1,2,3 １２ −5 99999999999 2026-13-01 31.02.2026 31.12.26 JA Ja sant #N/A =1+1 "
    "'5 5% ca.5 10–20 ½ null"
).split()


@dataclass(frozen=True)
class Mutation:
    file: str
    what: str
    content: bytes
    is_resaved: bool
    """Does it say the same as before, for whoever knows how it was saved?"""


def mutations(raw: Path, number: int, seed: int) -> Iterator[Mutation]:
    """So many mutations of the files of a folder, one to three things done to each."""
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(raw.glob("*.csv"))}
    dice = random.Random(seed)
    for _ in range(number):
        file = dice.choice(list(files))
        if dice.random() < 0.3:
            yield _resaved(dice, file, files[file])
            continue
        done, text = [], files[file]
        for _ in range(dice.choice([1, 1, 1, 2, 3])):
            change = dice.choice(TEXT)
            text, done = change(dice, text), [*done, change.__name__.strip("_")]
        content = text.encode("utf-8", "surrogatepass")
        if dice.random() < 0.3:
            change = dice.choice(BYTES)
            content, done = change(dice, content), [*done, change.__name__.strip("_")]
        yield Mutation(file, ", ".join(done), content, False)


def _resaved(dice: random.Random, file: str, text: str) -> Mutation:
    """In another character set, or twice through two of them; what it can not hold is left out on the way."""
    first, then, last = dice.choice(CHARSETS), dice.choice(ASSUMED), dice.choice([None, "utf-8", "cp1252"])
    content = text.encode(first, "ignore")
    is_lossless = _can(text, first)
    if last is not None:
        seen = content.decode(then, "ignore")
        is_likely = first in NEWER or then in NEWER
        is_lossless = is_lossless and is_likely and _can(seen, last) and content.decode(then, "replace") == seen
        content = seen.encode(last, "ignore")
    return Mutation(file, f"{first} as {then} to {last}", content, is_lossless)


def _can(text: str, charset: str) -> bool:
    try:
        return text.encode(charset).decode(charset) == text
    except UnicodeError:
        return False


def _anywhere(dice: random.Random, text: str) -> int:
    return dice.randrange(len(text) + 1)


def _put(dice: random.Random, text: str, characters: str) -> str:
    for _ in range(dice.choice([1, 1, 5, 40])):
        at = _anywhere(dice, text)
        text = text[:at] + dice.choice(characters) + text[at:]
    return text


def _invisible(dice, text):
    return _put(dice, text, INVISIBLE)


def _blanks(dice, text):
    return _put(dice, text, BLANKS)


def _damage(dice, text):
    return _put(dice, text, DAMAGE)


def _quotes(dice, text):
    return _put(dice, text, '""\'“”,;\t|')


def _line_breaks(dice, text):
    return _put(dice, text.replace("\n", dice.choice(["\n", "\r\n", "\r"])), "\n\r")


def _apart(dice, text):
    return unicodedata.normalize(dice.choice(["NFD", "NFKD", "NFKC"]), text)


def _excel(dice, text):
    return dice.choice(["\ufeff\ufeff", "sep=;\n", "sep=,\r\n", "\ufeff"]) + text.replace(",", dice.choice(",;\t|"))


def _cell(dice, text):
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    cells = lines[at].split(",")
    cells[dice.randrange(len(cells))] = dice.choice([*CELLS, "", " ", "x" * 300_000, dice.choice(INVISIBLE)])
    return "\n".join([*lines[:at], ",".join(cells), *lines[at + 1 :]])


def _lines(dice, text):
    lines = text.split("\n")
    at, to = sorted(dice.randrange(len(lines)) for _ in range(2))
    some = lines[at : at + dice.choice([1, 3, 20])]
    return "\n".join(
        dice.choice([lines[:at] + lines[to:], lines[:to] + some + lines[to:], lines[:at] + [""] * 3 + lines[at:], some])
    )


def _ends(dice, text):
    return "\n".join(line.rstrip(",") if dice.random() < 0.5 else f"{line}," for line in text.split("\n"))


def _columns(dice, text):
    lines = [line.split(",") for line in text.split("\n")]
    at = dice.randrange(len(lines[0]))
    change = dice.choice(
        [lambda row: row[:at] + row[at + 1 :], lambda row: row[: at + 1] + row[at:], lambda row: row[::-1]]
    )
    return "\n".join(",".join(change(row)) for row in lines)


def _cut(dice, content):
    at = dice.randrange(len(content) + 1)
    return dice.choice([content[:at], content[at:], content[:at] + content[at + dice.choice([1, 2, 500]) :]])


def _bits(dice, content):
    changed = bytearray(content)
    for _ in range(dice.choice([1, 3, 50]) if changed else 0):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _bytes(dice, content):
    at = dice.randrange(len(content) + 1)
    return content[:at] + dice.randbytes(dice.choice([1, 2, 30])) + content[at:]


Change = Callable[[random.Random, str], str]
TEXT: tuple[Change, ...] = (
    _invisible, _blanks, _damage, _quotes, _line_breaks, _apart, _excel, _cell, _lines, _ends, _columns
)  # fmt: skip
BYTES = (_cut, _bits, _bytes)
