"""Sheets as they come back after a hard life: each seed makes one, the same each time."""

import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from xlsxwriter.utility import xl_col_to_name

from register.sheet.write import COLUMNS, CONFIRMED, HEADER_ROW, HEADINGS, LATER, Task, write
from register.validation.rules import (
    AS_MEANT,
    CHOICES,
    CONTINUE,
    DONE,
    DROPPED,
    FIELDS,
    NOT_STARTED,
    ONGOING,
    STATUSES,
    UNCLEAR,
    Report,
)

TODAY = date(2026, 11, 26)
SHEET, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
CELL = re.compile(rb"<c [^>]*?(?:/>|>.*?</c>)", re.DOTALL)
ROW = re.compile(rb"<row .*?</row>", re.DOTALL)
TEXT = re.compile(rb"<si>.*?</si>", re.DOTALL)
ERRORS = ("#N/A", "#NAME?", "#DIV/0!", "#REF!", "#VALUE!", "#NULL!", "#NUM!")
TYPED = (
    *STATUSES,
    *AS_MEANT,
    *CONTINUE,
    "Ja \u2014 med endringer",
    *COLUMNS,
    CONFIRMED,
    *ERRORS,
    "",
    " ",
    "\u200b",
    "I gang\u200b",
    "Gjennomf\u00f8rt\u00ad",
    "ja",
    "nei",
    "x",
    "31.12.2026",
    "31.12.26",
    "05.24",
    "des. 2026",
    "=1+1",
    "_x000B_",
    "a_x000D_\nb",
    "Å" * 1001,
    "\ufdd0",
    "0|2026-01-01|0123456789abcdef",
    "3",
    "Hamar",
    "Trysil",
    "https://a.no",
    "915 12 345",
    "2026/12345-6",
)
FORMULAS = (
    b"<f>A1</f>",
    b"<f>A1</f><v/>",
    b'<f t="shared" si="0"/>',
    b"<f>A1</f><v>2</v>",
    b"<v>1e300</v>",
    b"<v>-1</v>",
)


def said(measure_no: int, status: str, **rest) -> Report:
    return Report(measure_no, "3403", status, **{"speaks_of": date(2026, 5, 4)} | rest)


def task(measure_no: int, last: Report | None = None, last_id: int | None = None) -> Task:
    return Task(measure_no, "3403", "Hamar", "Tittel", "Gjør noe", "Rolle", None, last, last_id, last and TODAY)


FULL = {"responsible": "Enhet", "comment": "To\nlinjer", "link": "https://a.no", "new_deadline": date(2027, 6, 30)}
MEANT = {"done_as_meant": "Delvis", "outcome": "To\nkurs", "hindrance": "Tid", "should_continue": "Ja – med endringer"}
THEN = [
    task(1),
    task(2, said(2, ONGOING, **FULL), 21),
    task(3, said(3, DONE, is_in_operation=True, in_place_on=date(2025, 2, 1), **FULL, **MEANT), 22),
    task(4, said(4, DROPPED, reason="Dyrt", decided_by="Rådet", comment="Nei"), 23),
    task(5, said(5, UNCLEAR, comment="Hvem?"), 24),
    task(6),
]
NOW = [
    THEN[0],
    THEN[1],
    task(3, replace(THEN[2].last, comment="Nyere"), 31),
    THEN[3],
    task(5, said(5, ONGOING, comment="Vi", responsible="Oss", **MEANT), 32),
    task(6, said(6, NOT_STARTED, comment="Siden"), 33),
]
TAKEN_OUT = (write(THEN), write(NOW))


def mutated(seed: int) -> bytes:
    """A sheet that was taken out earlier or now, changed in one to four ways."""
    return changed(TAKEN_OUT, CHANGES, random.Random(seed))


def changed(sheets: Sequence[bytes], changes: Mapping[Callable, float], chance: random.Random) -> bytes:
    """One of the sheets, changed in one to four ways, each as often as it is said to be met."""
    parts = _parts(chance.choice(sheets))
    for change in chance.choices([*changes], changes.values(), k=chance.randint(1, 4)):
        change(parts, chance)
    content = _packed(parts, chance)
    return chance.choices([lambda: content, lambda: damaged(content, chance)], (9, 1))[0]()


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def _packed(parts: dict[str, bytes], chance: random.Random) -> bytes:
    file = io.BytesIO()
    separator = chance.choices(["/", "\\"], (9, 1))[0]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name.replace("/", separator), part)
    return file.getvalue()


def some(pattern: re.Pattern, part: bytes, chance: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    """The part with one of what the pattern finds changed."""
    found = list(pattern.finditer(part))
    if not found:
        return part
    one = chance.choice(found)
    return part[: one.start()] + change(one[0]) + part[one.end() :]


def _typed(parts: dict, chance: random.Random) -> None:
    def typed(cell: bytes) -> bytes:
        start = re.match(rb'<c r="\w+"', cell)[0]
        text = chance.choice(TYPED)
        text = unicodedata.normalize(chance.choice(["NFC", "NFD"]), text)
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").encode()
        if text in ERRORS and chance.random() < 0.7:
            return start + b' t="e"><v>' + escaped + b"</v></c>"
        return start + b' t="inlineStr"><is><t xml:space="preserve">' + escaped + b"</t></is></c>"

    parts[SHEET] = some(CELL, parts[SHEET], chance, typed)


def _answered(parts: dict, chance: random.Random) -> None:
    """A choice or «ja» where one stands or could stand, or a row that is cleared."""
    kind = chance.choice(["Status", "Status", *(FIELDS[name] for name in CHOICES), CONFIRMED, CONFIRMED, ""])
    row = str(chance.randrange(HEADER_ROW + 2, HEADER_ROW + 2 + len(THEN))).encode()
    if not kind:
        parts[SHEET] = re.sub(rb'<c r="[F-T]' + row + rb'"[^>]*?(/>|>.*?</c>)', b"", parts[SHEET])
        return
    letter = xl_col_to_name(HEADINGS.index(kind)).encode()
    choices = {FIELDS[name]: choices for name, choices in CHOICES.items()}
    text = chance.choice(choices.get(kind, ("ja", "x", "nei"))).encode()
    cell = b'<c r="' + letter + row + b'" t="inlineStr"><is><t>' + text + b"</t></is></c>"
    parts[SHEET] = re.sub(rb'<c r="' + letter + row + rb'"[^>]*?(/>|>.*?</c>)', lambda _: cell, parts[SHEET])


def _number(parts: dict, chance: random.Random) -> None:
    number = chance.choice([0, 1, 3, 7, 5.24, 3.202, 44924, 46387, 46387.5, 1e300, -5, 2026, 99999])
    body = chance.choice([f"<v>{number}</v>".encode(), *FORMULAS])
    style = chance.choice([b"", b' s="5"', b' s="7"', b' t="b"', b' t="e"', b' t="d"'])
    parts[SHEET] = some(
        CELL, parts[SHEET], chance, lambda cell: re.match(rb'<c r="\w+"', cell)[0] + style + b">" + body + b"</c>"
    )


def _emptied(parts: dict, chance: random.Random) -> None:
    parts[SHEET] = some(CELL, parts[SHEET], chance, lambda cell: b"")


def _moved(parts: dict, chance: random.Random) -> None:
    letter = bytes([chance.randrange(65, 65 + len(HEADINGS))])
    parts[SHEET] = some(CELL, parts[SHEET], chance, lambda cell: re.sub(rb'r="[A-Z]+', b'r="' + letter, cell, count=1))


def _kind(parts: dict, chance: random.Random) -> None:
    kind = chance.choice([b"s", b"str", b"n", b"b", b"e", b"inlineStr", b"d", b"tull"])
    parts[SHEET] = some(CELL, parts[SHEET], chance, lambda cell: re.sub(rb' t="\w+"', b' t="' + kind + b'"', cell))


def _another_text(parts: dict, chance: random.Random) -> None:
    place = str(chance.randrange(60)).encode()
    parts[SHEET] = some(CELL, parts[SHEET], chance, lambda cell: re.sub(rb"<v>\d+</v>", b"<v>" + place + b"</v>", cell))


def _text(parts: dict, chance: random.Random) -> None:
    text = chance.choice(TYPED).replace("&", "&amp;").replace("<", "&lt;").encode()
    parts[TEXTS] = some(TEXT, parts[TEXTS], chance, lambda _: b"<si><t>" + text + b"</t></si>")


def _no_row(parts: dict, chance: random.Random) -> None:
    parts[SHEET] = some(ROW, parts[SHEET], chance, lambda row: b"")


def _row_again(parts: dict, chance: random.Random) -> None:
    number = str(chance.randrange(1, 40)).encode()

    def again(row: bytes) -> bytes:
        return row + re.sub(rb'r="([A-Z]*)\d+"', rb'r="\g<1>' + number + b'"', row)

    parts[SHEET] = some(ROW, parts[SHEET], chance, again)


def _from_1904(parts: dict, chance: random.Random) -> None:
    parts[BOOK] = parts[BOOK].replace(b"<workbookPr", b'<workbookPr date1904="1"')


def _names(parts: dict, chance: random.Random) -> None:
    names = chance.choice(
        [("Status", "Status (2)"), ("Veiledning", "Status"), ("Status", "STATUS "), ("Status", "St\u00e5")]
    )
    parts[BOOK] = parts[BOOK].replace(*(f'name="{name}"'.encode() for name in names))


def _copied(parts: dict, chance: random.Random) -> None:
    parts["xl/worksheets/sheet2.xml"] = parts[SHEET]


def _earlier(parts: dict, chance: random.Random) -> None:
    """Without the questions that evaluate, or some of them."""
    gone = chance.choice([LATER, LATER, LATER, LATER[1:]])
    for letter in (xl_col_to_name(HEADINGS.index(label)).encode() for label in gone):
        parts[SHEET] = re.sub(rb'<c r="' + letter + rb'\d+"[^>]*?(/>|>.*?</c>)', b"", parts[SHEET])


def _part_damaged(parts: dict, chance: random.Random) -> None:
    name = chance.choice([*parts])
    damaged = bytearray(parts[name])
    for _ in range(chance.choice([1, 3, 20])):
        damaged[chance.randrange(len(damaged))] = chance.choice(b'<>"/&019azAZ \xff')
    parts[name] = bytes(damaged)


def _part_gone(parts: dict, chance: random.Random) -> None:
    parts.pop(chance.choice([name for name in parts if name not in (SHEET, TEXTS, BOOK)]))


CHANGES = {
    _typed: 12,
    _answered: 10,
    _number: 8,
    _emptied: 6,
    _moved: 4,
    _kind: 4,
    _another_text: 6,
    _text: 4,
    _no_row: 1,
    _row_again: 2,
    _from_1904: 1,
    _names: 1,
    _copied: 1,
    _earlier: 3,
    _part_damaged: 2,
    _part_gone: 0.5,
}
"""Each way to change a sheet, and how often it is met."""
ANY_SHEET = {change: often for change, often in CHANGES.items() if change not in (_answered, _names, _earlier)}
"""Those of a sheet of anything."""


def damaged(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return content[: chance.randrange(len(content))]
    damaged = bytearray(content)
    for _ in range(chance.choice([1, 5, 50])):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)
