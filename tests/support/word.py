"""A Word file read back with the standard library alone."""

import io
import math
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple
from xml.etree import ElementTree

from docx.shared import Emu, Length

from content.documents.blocks import Document, Picture, flat, said
from content.documents.word.styles import A4, MARGIN, TEXT_WIDTH
from content.documents.word.writer import written

PAGE = Length(A4[1] - 2 * MARGIN).pt
# Of what the size of a letter is, a mean letter of Calibri takes this in width, and a line of it that in height.
LETTER, LINE = 0.5, 1.22
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Read(NamedTuple):
    """A Word file, as another library than the one that wrote it finds it."""

    paragraphs: list[tuple[str, str]]
    """Style and text, in order, outside tables."""
    tables: list[list[list[str]]]
    files: dict[str, ElementTree.Element]

    @property
    def text(self) -> str:
        return "\n".join(
            [text for _, text in self.paragraphs] + [cell for t in self.tables for row in t for cell in row]
        )

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(style[-1]), text) for style, text in self.paragraphs if style.startswith("Heading")]

    @property
    def body(self) -> ElementTree.Element:
        return self.files["word/document.xml"]

    def table_below(self, heading: str) -> list[list[str]]:
        """The first table after a heading."""
        seen = tables = 0
        for block in self.body.find(f"{W}body"):
            seen += text_of(block) == heading and block.tag == f"{W}p" and style_of(block).startswith("Heading")
            tables += block.tag == f"{W}tbl"
            if seen and block.tag == f"{W}tbl":
                return self.tables[tables - 1]
        raise AssertionError(f"no table below {heading}")


def text_of(block: ElementTree.Element) -> str:
    written = {f"{W}t": lambda part: part.text or "", f"{W}br": lambda part: "\n"}
    return "".join(written[part.tag](part) for part in block.iter() if part.tag in written)


def style_of(paragraph: ElementTree.Element) -> str:
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def read(content: bytes) -> Read:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        files = {
            name: ElementTree.fromstring(file.read(name))
            for name in file.namelist()
            if name.endswith((".xml", ".rels"))
        }
    body = files["word/document.xml"].find(f"{W}body")
    return Read(
        [(style_of(block), text_of(block)) for block in body.findall(f"{W}p")],
        [
            [[text_of(cell) for cell in row.findall(f"{W}tc")] for row in t.findall(f"{W}tr")]
            for t in body.findall(f"{W}tbl")
        ],
        files,
    )


def undrawn(document: Document) -> bytes:
    """All that a document says: what a picture says stands in its place, since to draw them takes most of the time."""
    blocks = [said(block.alt) if isinstance(block, Picture) else block for block in flat(document.blocks)]
    return written(replace(document, blocks=blocks))


def read_undrawn(document: Document) -> Read:
    return read(undrawn(document))


def check_tables(report: Read) -> None:
    """Header rows are marked, and every table is as wide as the text at most."""
    tables = report.body.findall(f"{W}body/{W}tbl")
    assert tables
    for table in tables:
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        assert marked == [True] + [False] * (len(marked) - 1) and len(marked) > 1
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        widths = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        assert min(widths) > 0 and sum(widths) <= TEXT_WIDTH.twips


def height(found: Read, blocks: Iterable[ElementTree.Element] | None = None) -> float:
    """About how tall all of it is, or some of it, in points, from the sizes that its own styles and pictures give."""
    styles = {style.get(f"{W}styleId"): style for style in found.files["word/styles.xml"].iter(f"{W}style")}

    def taken(paragraph, width: float) -> float:
        style = styles[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
        size = int(style.find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2
        room = style.find(f"{W}pPr/{W}spacing")
        before, after, line = (int(room.get(f"{W}{name}", 0)) for name in ("before", "after", "line"))
        pictures = [Emu(int(extent.get("cy"))).pt for extent in paragraph.iter() if extent.tag.endswith("}extent")]
        text = "".join(part.text or "" for part in paragraph.iter(f"{W}t"))
        lines = sum(max(1, math.ceil(len(text) * LETTER * size / width)) for text in text.split("\n"))
        return (before + after) / 20 + (sum(pictures) or lines * size * LINE * line / 240)

    total = 0.0
    for block in found.body.find(f"{W}body") if blocks is None else blocks:
        if block.tag == f"{W}p":
            total += taken(block, TEXT_WIDTH.pt)
        for row in block.findall(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            widths = [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) / 20 - 6 for cell in cells]
            total += max(taken(cell.find(f"{W}p"), width) for cell, width in zip(cells, widths, strict=True))
    return total


def parts(found: Read) -> list[list[ElementTree.Element]]:
    """The blocks of a report by the headings that begin a page, with what stands before the first of them."""
    parts: list[list[ElementTree.Element]] = [[]]
    first = True
    for block in found.body.find(f"{W}body"):
        if block.tag == f"{W}p" and style_of(block) == "Heading1":
            if not first:
                parts.append([])
            first = False
        parts[-1].append(block)
    return parts


def pages(found: Read) -> int:
    """About how many pages it has; what is kept together leaves some of a page empty, which is not counted."""
    return sum(math.ceil(height(found, part) / PAGE) for part in parts(found))
