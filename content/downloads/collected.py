"""The figures of a page, to take along together: their pictures, and their tables in one workbook."""

import io
import zipfile
from collections.abc import Sequence

from slugify import slugify

from content import progress
from content.downloads import picture, spreadsheet
from content.drawing import renderer
from content.figures.figure import Shown


def collected(figures: Sequence[Shown], tell: progress.Tell = progress.unheard) -> bytes:
    """A zip: a picture each, numbered in the order of the page, and a workbook of all their tables."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, renderer() as draw:
        drawings = [draw(picture.picture(shown)) for shown in figures]
        archive.writestr("figurene.xlsx", spreadsheet.book(figures))
        drawn = list(zip(figures, drawings, strict=True))
        for place, (shown, drawing) in enumerate(progress.each(drawn, "figur", "figurer", tell), start=1):
            archive.writestr(f"{place:02} {slugify(shown.question)}.png", drawing.result())
    return packed.getvalue()


def file_name(page: str, is_example: bool) -> str:
    return f"{'eksempeldata-' if is_example else ''}{page}-figurene.zip"
