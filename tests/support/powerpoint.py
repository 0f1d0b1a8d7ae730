"""A PowerPoint file read back with the standard library alone, and whether what it holds has room."""

import io
import re
import zipfile
from dataclasses import dataclass
from posixpath import join, normpath
from xml.etree import ElementTree

from content.slides.items import HEIGHT, WIDTH

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EMU = 9525
# How wide the letters of Arial are, in shares of their height.
ARIAL = {
    letter: width / 1000
    for width, letters in {
        191: "'", 222: "ijl", 278: " \u00a0!,./:;[]ftI|", 333: "()-r", 400: '"', 500: "ckvsxyzJ",
        556: "abdeghnopqu0123456789åé«»–_?•$#", 611: "FTZø", 667: "ABEKPSVXY&Å", 722: "CDHNRUw", 778: "GOQØ",
        833: "mM", 889: "%æ", 944: "W", 584: "<>=+",
    }.items()
    for letter in letters
}  # fmt: skip


@dataclass
class Page:
    """One slide of a file."""

    tree: ElementTree.Element
    notes: str
    charts: list[ElementTree.Element]

    @property
    def texts(self) -> list[str]:
        """The text of each shape and cell."""
        return [text_of(body) for body in self.tree.iter() if body.tag in (f"{P}txBody", f"{A}txBody")]

    @property
    def said(self) -> str:
        return plain("\n".join(self.texts))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def text_of(element: ElementTree.Element) -> str:
    return "\n".join("".join(text.text or "" for text in p.iter(f"{A}t")) for p in element.iter(f"{A}p"))


def related(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """Id of each relation of a part → path of the part it leads to."""
    folder, _, name = path.rpartition("/")
    tree = ElementTree.fromstring(archive.read(f"{folder}/_rels/{name}.rels"))
    return {relation.get("Id"): normpath(join(folder, relation.get("Target"))) for relation in tree}


def read(file: bytes) -> list[Page]:
    archive = zipfile.ZipFile(io.BytesIO(file))
    deck, pages = related(archive, "ppt/presentation.xml"), []
    for entry in ElementTree.fromstring(archive.read("ppt/presentation.xml")).iter(f"{P}sldId"):
        path = deck[entry.get(f"{R}id")]
        parts = related(archive, path).values()
        [notes] = [ElementTree.fromstring(archive.read(part)) for part in parts if "notesSlide" in part]
        drawn = [ElementTree.fromstring(archive.read(part)) for part in parts if "/charts/" in part]
        pages.append(Page(ElementTree.fromstring(archive.read(path)), plain(text_of(notes)), drawn))
    return pages


def values(chart: ElementTree.Element) -> dict[str, dict[str, float]]:
    """Series → category → number, in the order of the chart."""
    found = {}
    for series in chart.iter(f"{C}ser"):
        names = [
            point.find(f"{C}v").text for point in series.iter(f"{C}pt") if point in list(series.find(f"{C}cat").iter())
        ]
        points = {int(p.get("idx")): float(p.find(f"{C}v").text) for p in series.find(f"{C}val").iter(f"{C}pt")}
        title = series.find(f"{C}tx").find(f".//{C}v").text
        found[title] = {f"{number} {names[number]}": value for number, value in points.items()}
    return found


def numbers(chart: ElementTree.Element) -> list[float]:
    return [value for series in values(chart).values() for value in series.values()]


def error_bars(chart: ElementTree.Element) -> tuple[list[float], list[float]]:
    [bars] = chart.iter(f"{C}errBars")
    return tuple([float(v.text) for v in bars.find(f"{C}{end}").iter(f"{C}v")] for end in ("minus", "plus"))


def check_fits(page: Page) -> None:
    """Every shape is on the slide, what is read lies on nothing else that is, and the text of each has room, or is made
    smaller where a machine has wider letters."""
    for shape in page.tree.iter(f"{P}sp"):
        left, top, right, end = frame_of(shape)
        assert 0 <= left and 0 <= top and right <= WIDTH + 0.1 and end <= HEIGHT + 0.1, text_of(shape)
        across, down = right - left, end - top
        is_turned = (
            shape.find(f".//{A}bodyPr").get("vert") == "vert270" if shape.find(f".//{A}bodyPr") is not None else 0
        )
        assert not text_of(shape) or shape.find(f".//{A}normAutofit") is not None, text_of(shape)
        assert lines_of(shape, down if is_turned else across) <= (across if is_turned else down) + 1, text_of(shape)
    for frame in page.tree.iter(f"{P}graphicFrame"):
        _, top, _, end = frame_of(frame)
        check_rows(frame, end - top)
    frames = [frame_of(shape) for shape in page.tree.find(f".//{P}spTree") if is_read(shape)]
    for number, a in enumerate(frames):
        for b in frames[number + 1 :]:
            assert min(a[2], b[2]) - max(a[0], b[0]) <= 0.1 or min(a[3], b[3]) - max(a[1], b[1]) <= 0.1, page.texts


def is_read(shape: ElementTree.Element) -> bool:
    """It is a shape, and not decoration that may lie behind others."""
    name = shape.find(f".//{P}cNvPr") if shape.tag in (f"{P}sp", f"{P}grpSp", f"{P}graphicFrame") else None
    return name is not None and bool(name.get("descr"))


def frame_of(shape: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right and end in pixels; what is in a group has its measure."""
    place = next(found for found in shape.iter() if found.tag in (f"{A}xfrm", f"{P}xfrm"))
    left, top = (int(place.find(f"{A}off").get(axis)) / EMU for axis in "xy")
    width, height = (int(place.find(f"{A}ext").get(side)) / EMU for side in ("cx", "cy"))
    return left, top, left + width, top + height


def check_rows(frame: ElementTree.Element, height: float) -> None:
    rows = list(frame.iter(f"{A}tr"))
    widths = [int(column.get("w")) / EMU for column in frame.iter(f"{A}gridCol")]
    assert sum(int(row.get("h")) for row in rows) / EMU <= height + 1
    for row in rows:
        for cell, width in zip(row.iter(f"{A}tc"), widths, strict=True):
            assert lines_of(cell, width - 16) <= int(row.get("h")) / EMU, text_of(cell)


def lines_of(shape: ElementTree.Element, width: float) -> float:
    """Pixels that the text takes in lines of 1.2 times its size."""
    total = 0.0
    for paragraph in shape.iter(f"{A}p"):
        sizes = [int(found.get("sz")) / 75 for found in paragraph.iter(f"{A}rPr") if found.get("sz")]
        if sizes:
            indent = 30 if paragraph.find(f"{A}pPr") is not None and paragraph.find(f"{A}pPr").get("marL") else 0
            text = "".join(found.text or "" for found in paragraph.iter(f"{A}t"))
            total += lines(text, (width - indent) / sizes[0]) * sizes[0] * 1.2
    return total


def lines(text: str, width: float) -> int:
    """How many lines Arial makes of it; the width is in letters as wide as they are high."""
    count, taken = 1, 0.0
    for word in re.split(r"(?<= )", text):
        letters = [ARIAL.get(letter, 1.0) for letter in word]
        if taken and taken + sum(letters) - (0.28 if word.endswith(" ") else 0) > width:
            count, taken = count + 1, 0.0
        for letter in letters:
            if taken + letter > width and letter != ARIAL[" "]:
                count, taken = count + 1, 0.0
            taken += letter
    return count
