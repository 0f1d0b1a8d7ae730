"""OpenDocument workbooks as LibreOffice writes them, from the cells of one of Excel's or from XML of one's own."""

import io
import re
import zipfile
from datetime import datetime, time
from xml.sax.saxutils import escape, quoteattr

import openpyxl

NAMES = "".join(
    f' xmlns:{name}="{address}"'
    for name, address in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
EMPTY_REST = (
    '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row>"
)
"""LibreOffice ends every sheet with all the rows and columns that it could have."""


def of_sheets(sheets: str, before: str = "", doctype: str = "") -> bytes:
    """A workbook of the XML of its sheets."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content{NAMES} office:version="1.3">'
            f"<office:body><office:spreadsheet>{before}{sheets}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return file.getvalue()


def sheet(rows: str, name: str = "Status") -> str:
    return f"<table:table table:name={quoteattr(name)}>{rows}</table:table>"


def row(cells: str, repeated: int = 1) -> str:
    often = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{often}>{cells}</table:table-row>"


def cell(value, repeated: int = 1, is_percent: bool = False) -> str:
    often = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    if value is None:
        return f"<table:table-cell{often}/>"
    if isinstance(value, datetime):
        kind, shown = f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"', f"{value:%d.%m.%Y}"
    elif isinstance(value, time):
        kind, shown = f'office:value-type="time" office:time-value="PT{value:%HH%MM%SS}"', f"{value:%H:%M}"
    elif isinstance(value, int | float):
        name = "percentage" if is_percent else "float"
        kind, shown = f'office:value-type="{name}" office:value="{value}"', str(value)
    else:
        kind, shown = 'office:value-type="string"', value
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell{often} {kind}>{paragraphs}</table:table-cell>"


def saved_as_ods(content: bytes) -> bytes:
    """What a workbook of Excel becomes when it is saved anew."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = [
        sheet("".join(row("".join(map(_cell, cells))) for cells in found.rows) + EMPTY_REST.format(1_048_000), name)
        for name, found in ((found.title, found) for found in book)
    ]
    return of_sheets("".join(sheets))


def _cell(found) -> str:
    if found.data_type == "f":
        # What nobody has worked out.
        return f"<table:table-cell table:formula={quoteattr('of:' + found.value)}/>"
    shown = re.sub('"[^"]*"', "", found.number_format)
    return cell(found.value, is_percent="%" in shown)
