"""The two papers of each municipality as files: what they are called, and all of them as one."""

import io
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

from slugify import slugify

from content import progress
from content.documents.papers import case_paper, memo
from content.documents.word.writer import written
from content.plan import municipality

MEMO, CASE_PAPER = "notat", "saksframlegg"


def file_name(kind: str, area: str, is_example: bool = False) -> str:
    """«notat-hamar.docx»."""
    return slugify(f"{'eksempeldata ' if is_example else ''}{kind} {area}") + ".docx"


def archive_name(is_example: bool = False) -> str:
    return slugify(f"{'eksempeldata ' if is_example else ''}{MEMO} og {CASE_PAPER}") + ".zip"


def archive(
    version: str,
    today: date,
    is_example: bool = False,
    time: str = "",
    economy: str = "",
    tell: progress.Tell = progress.unheard,
) -> bytes:
    """Both papers for every municipality in one ZIP; `time` stands in every memo, `economy` in every case paper."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for area in progress.each(municipality.areas(version), "kommune", "kommuner", tell):
            packed.writestr(file_name(MEMO, area, is_example), written(memo.document(version, today, area, time)))
            paper = case_paper.document(version, today, area, economy)
            packed.writestr(file_name(CASE_PAPER, area, is_example), written(paper))
    return file.getvalue()
