"""Whole documents to download: reports and the workbook, made of what is known when they are asked for."""

from datetime import date

from content.documents import evaluation, knowledge_base, round_report
from content.documents.word.writer import written
from content.downloads import workbook
from content.status import queries
from dashboard import choices, making, parts

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report_button(today: date, area: str | None = None) -> None:
    """«Kunnskapsgrunnlag» as of now, and «Statusrapport» of a closed round if there is one; for `area` if given.

    For all together, «Evaluering av handlingsplanen» too.
    """
    is_example = bool(parts.example_mark())
    of_area = f" for {area}" if area else ""
    parts.download(
        f"Kunnskapsgrunnlag{of_area} (Word)",
        lambda: written(knowledge_base.document(parts.version(), today, area), making.tell),
        parts.made(knowledge_base.file_name, today=today, area=area),
        DOCX,
    )
    if area is None:
        parts.download(
            f"{evaluation.TITLE} (Word)",
            lambda: written(evaluation.document(parts.version(), today), making.tell),
            evaluation.file_name(today, is_example),
            DOCX,
        )
    rounds = parts.query(queries.CLOSED_ROUNDS)
    if rounds.empty:
        return
    titles = {str(row.round_id): row.title for row in rounds.itertuples()}
    (chosen,) = choices.choose({"runde": ("Statusrapport fra runde", titles)})
    parts.download(
        f"Statusrapport: {titles[chosen]}{of_area} (Word)",
        lambda: written(round_report.document(parts.version(), today, int(chosen), area), making.tell),
        round_report.file_name(today, titles[chosen], area, is_example),
        DOCX,
    )


def workbook_button() -> None:
    """All the marts."""
    parts.download(
        "Alle dataene (XLSX)",
        lambda: workbook.workbook(parts.version(), making.tell),
        parts.made(workbook.file_name),
        parts.XLSX,
    )
