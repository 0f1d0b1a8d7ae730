"""Whole documents to take along: the report and the workbook, made of what is known when they are asked for."""

from datetime import date

from dashboard import parts, status, warehouse
from dashboard.export import report, workbook

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOW = "nå"


def report_button(today: date, area: str | None = None) -> None:
    """The report with the status as it is now or as a round froze it; for one municipality where `area` is given."""
    rounds = parts.query(status.CLOSED_ROUNDS)
    options = {NOW: "slik det er meldt nå"} | status.round_options(rounds)
    chosen = NOW if rounds.empty else parts.choices({"statusfra": ("Status i rapporten", options)})[0]
    round_id = None if chosen == NOW else int(chosen.split()[1])
    parts.download(
        "Kunnskapsgrunnlag (Word)" if area is None else f"Kunnskapsgrunnlag for {area} (Word)",
        lambda: report.report(warehouse.version_in_use(), today, area, round_id),
        report.file_name(today, area, bool(parts.example_mark())),
        DOCX,
    )


def workbook_button() -> None:
    """All the marts."""
    parts.download(
        "Alle dataene (XLSX)",
        lambda: workbook.workbook(warehouse.version_in_use()),
        workbook.file_name(parts.version()),
        parts.XLSX,
    )
