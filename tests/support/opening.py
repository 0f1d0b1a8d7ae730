"""What every kind of file holds, read by another library than the one that wrote it: name → its text."""

import csv
import email
import email.policy
import io
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import PurePath
from xml.etree import ElementTree

import openpyxl
from icalendar import Calendar
from PIL import Image

import powerpoint
import word


def text_of(name: str, content: bytes) -> str:
    """All that is written in a file. KeyError for a kind that nobody has said how to open."""
    opened = OPENERS[PurePath(name).suffix](content)
    assert opened.strip(), f"{name} is empty"
    return opened


def _calendar(content: bytes) -> str:
    events = Calendar.from_ical(content).walk("VEVENT")
    return "\n".join(f"{event['dtstart'].dt}  {event['summary']}: {event['description']}" for event in events)


def _csv(content: bytes) -> str:
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert rows and {len(row) for row in rows} == {len(header)}
    return "\n".join("\t".join(row) for row in [header, *rows])


def _mail(content: bytes) -> str:
    message = email.message_from_bytes(content, policy=email.policy.default)
    attached = [
        f"{part.get_filename()}\n{text_of(part.get_filename(), part.get_content())}"
        for part in message.iter_attachments()
    ]
    return "\n\n".join([f"Emne: {message['subject']}", message.get_body().get_content(), *attached])


def _picture(content: bytes) -> str:
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        return f"{picture.format} {picture.size}"


def _powerpoint(content: bytes) -> str:
    pages = powerpoint.read(content)
    return "\n\n".join(f"[Lysbilde {n}]\n{page.said}\n[Notater]\n{page.notes}" for n, page in enumerate(pages, start=1))


def _svg(content: bytes) -> str:
    tree = ElementTree.fromstring(content)
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    return "\n".join(filter(None, (text.strip() for text in tree.itertext())))


def _word(content: bytes) -> str:
    """Paragraphs and tables in their order, with what stands for each picture."""
    lines = []
    for block in word.read(content).body.find(f"{word.W}body"):
        lines += [f"[Figur] {e.get('descr')}" for e in block.iter() if e.tag.endswith("}docPr")]
        if block.tag == f"{word.W}p":
            lines.append(word.text_of(block))
        lines += ["\t".join(map(word.text_of, row.findall(f"{word.W}tc"))) for row in block.iter(f"{word.W}tr")]
    return "\n".join(filter(None, lines))


def _cell(value) -> str:
    """As a spreadsheet would show it."""
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M:%S}"
    return "" if value is None else str(value)


def _workbook(content: bytes) -> str:
    """Every cell, and what is said where a cell is filled in."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    lines = []
    for sheet in book:
        lines.append(f"[{sheet.title}]")
        rows = ([_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
        lines += ["\t".join(row) for row in rows if any(row)]
        for rule in sheet.data_validations.dataValidation:
            lines.append(f"({rule.promptTitle}) {rule.prompt} ({rule.errorTitle}) {rule.error}")
    return "\n".join(lines)


def _zip(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return "\n\n".join(f"{name}\n{text_of(name, archive.read(name))}" for name in archive.namelist())


OPENERS: dict[str, Callable[[bytes], str]] = {
    ".csv": _csv,
    ".docx": _word,
    ".eml": _mail,
    ".ics": _calendar,
    ".png": _picture,
    ".pptx": _powerpoint,
    ".svg": _svg,
    ".txt": lambda content: content.decode("utf-8-sig"),
    ".xlsx": _workbook,
    ".zip": _zip,
}
