"""What people and their spreadsheets write is read as it is: the same cells, at the lines where they stand."""

import csv
import json
import shutil
from decimal import Decimal

import duckdb
import pytest

from pipelines.build import RAW, build
from pipelines.publish import current_version
from pipelines.read import read_table

pytestmark = pytest.mark.usefixtures("both_ways")

FIELDS = {"plan_section": "string", "persons": "integer", "percent": "number", "date": "date", "in_plan": "boolean"}
HEADER = "plan_section,persons,percent,date,in_plan\n"
ROW = ["3.4", "56500", "9.2", "2027-06-30", "ja"]


@pytest.fixture
def read(tmp_path):
    """A function that reads text (as UTF-8) or bytes as a raw file, which must have no mistakes."""

    def read_content(content: str | bytes, fields=FIELDS):
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        table, mistakes = read_table(path, "table", fields)
        assert mistakes == []
        assert table.header == list(fields)
        return table

    return read_content


@pytest.mark.parametrize(
    "content",
    [
        HEADER + "3.4,56500,9.2,2027-06-30,ja\n",
        HEADER + "3.4,56500,9.2,2027-06-30,ja",
        HEADER + '"3.4","56500","9,2","2027-06-30","ja"\n',
        HEADER.replace(",", ";") + "3.4;56500;9,2;2027-06-30;ja\n",
        HEADER.replace(",", "\t") + "3.4\t56500\t9,2\t2027-06-30\tja\n",
        "\ufeff" + HEADER.replace(",", ";") + "3.4;56 500;9,2;2027-06-30;ja\n",
        (HEADER + "3.4,56500,9.2,2027-06-30,ja\n").replace("\n", "\r\n"),
        (HEADER + "3.4,56500,9.2,2027-06-30,ja\n").replace("\n", "\r"),
        HEADER + "3.4, 56500 ,\u00a09.2\u202f, 2027-06-30 ,ja \n",
        " plan_section , persons,percent ,date,in_plan\n3.4,56500,9.2,2027-06-30,ja\n",
        "in_plan,percent,plan_section,persons,date\nja,9.2,3.4,56500,2027-06-30\n",
        "in_plan;percent;plan_section;persons;date;;\nja;9,2;3.4;56500;2027-06-30;; \n;;;;;;\n",
    ],
    ids=["comma", "no last line break", "quotes", "semicolon", "tab", "Excel", "CRLF", "CR", "blanks",
         "blanks in header", "order of columns", "columns without name"],
)  # fmt: skip
def test_one_row_typed_in_many_ways(read, content):
    table = read(content)
    assert table.rows == [ROW]
    assert list(table.lines) == [2]


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("0", "0"), ("007", "007"), ("-5", "-5"), ("999999999", "999999999"), ("", None), ("  ", None),
        ("1 200", "1200"), ("-1 200", "-1200"), ("56\u00a0500", "56500"),
        ("5\u202f165\u202f802", "5165802"), ("5 165\u00a0802", "5165802"),
    ],
)  # fmt: skip
def test_whole_numbers(read, typed, canonical):
    assert read(f"n,x\n{typed},x\n", {"n": "integer", "x": "string"}).rows == [[canonical, "x"]]


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("9,2", "9.2"),
        ("9.2", "9.2"),
        ("44,50", "44.50"),
        ("0,8", "0.8"),
        ("100", "100"),
        ("1 234,5", "1234.5"),
        ("-0.5", "-0.5"),
    ],
)
def test_decimal_numbers(read, typed, canonical):
    assert read(f"n;x\n{typed};x\n", {"n": "number", "x": "string"}).rows == [[canonical, "x"]]


@pytest.mark.parametrize("typed", ["2027-06-30", "30.06.2027", "30.6.2027", " 30.6.2027 "])
def test_dates(read, typed):
    assert read(f"d,x\n{typed},x\n", {"d": "date", "x": "string"}).rows == [["2027-06-30", "x"]]


@pytest.mark.parametrize(
    "text",
    ["3.4", "3,4", "0301", "1 200", "to  blanke", "NaN", "NA", "null", "-", "''", "=1+1", "én\nto\ttre",
     "9,2 % av kvinnene", "«Frihet fra vold» – 2024–2028", 'han sa "nei"', "x" * 200_000, "Čáhput; Kraków, Đặng"],
)  # fmt: skip
def test_text_is_not_touched(read, text):
    quoted = text.replace('"', '""')
    assert read(f'a,b\n"{quoted}",x\n', {"a": "string", "b": "string"}).rows == [[text, "x"]]


@pytest.mark.parametrize(
    "typed",
    ["Hamar ", " Hamar", "\tHamar\u00a0", "\u2003Hamar\u3000", "Hamar\u200b", "\u200eHa\u00admar\u200f", "Ha\u2060mar",
     "\ufeffHamar\ufeff", "Ham\u200dar\u200c", "Hamar\ufe0f", "\u3164Hamar\u115f", "Hamar\u202a\u202c\u2066\u2069",
     "Hamar\n", "H\U000e0061amar"],
)  # fmt: skip
def test_what_can_not_be_seen_is_dropped(read, typed):
    assert read(f'a,b\n"{typed}",x\n', {"a": "string", "b": "string"}).rows == [["Hamar", "x"]]
    assert read(f'"{typed}",b\n1,x\n', {"Hamar": "integer", "b": "string"}).rows == [["1", "x"]]


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", "\u2007", "\u3000", "\u1680"])
def test_every_blank_is_a_plain_one(read, blank):
    assert read(f"a,n\nåtte{blank}av ti,56{blank}500\n", {"a": "string", "n": "integer"}).rows == [
        ["åtte av ti", "56500"]
    ]


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\v", "\f", "\u2028", "\u2029"])
def test_every_line_break_in_a_cell_is_a_plain_one(read, line_break):
    assert read(f'a,b\n"én{line_break}to",x\n', {"a": "string", "b": "string"}).rows == [["én\nto", "x"]]


@pytest.mark.parametrize("mark", ["\ufeff", "\ufeff\ufeff", "\ufeff\ufeff\ufeff"])
@pytest.mark.parametrize("header", ["a,b", '"a","b"', "\u200ba,b"])
def test_marks_for_utf8_are_read_over(read, mark, header):
    assert read(f"{mark}{header}\n1,2\n", {"a": "string", "b": "string"}).rows == [["1", "2"]]


@pytest.mark.parametrize(
    ("told", "delimiter"),
    [("sep=;", ";"), ("sep=,", ","), ("sep=\t", "\t"), ("SEP=;", ";"), ('"sep=;"', ";"), ("sep=|", "|"), ("sep=;;;", ";"),
     ("\ufeffsep=;", ";"), ("\nsep=;", ";")],
)  # fmt: skip
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_the_line_that_excel_writes_is_read_over(read, told, delimiter, line_break):
    content = line_break.join([told.replace("\n", line_break), delimiter.join("ab"), delimiter.join("12"), ""])
    table = read(content, {"a": "string", "b": "string"})
    assert (table.rows, list(table.lines)) == ([["1", "2"]], [3 + told.count("\n")])


def test_empty_cells_at_the_end_of_a_line_may_be_missing(tmp_path):
    path, fields = tmp_path / "table.csv", {"a": "string", "b": "string", "c": "string", "d": "integer"}
    path.write_text("a;b;d;c\n1;2\n1;2;3\n1\n1;2;3;\n", encoding="utf-8")
    table, mistakes = read_table(path, "table", fields, required={"a", "b"})
    assert table.rows == [["1", "2", None, None], ["1", "2", None, "3"], ["1", "2", None, "3"]]
    assert [str(mistake).split(" Forventet")[0] for mistake in mistakes] == ["table.csv, linje 4: linjen har 1 felt."]


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\t", "\u200b", "\u00ad\ufeff "])
def test_blank_text_is_an_empty_cell(read, text):
    assert read(f'a,b\n"{text}",x\n', {"a": "string", "b": "string"}).rows == [[None, "x"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(read, encoding):
    text = "Våler «Ærfugl» – én av tre, ØSTRE ÅMOT € “sitat” …"
    assert read(f'a,b\n"{text}",x\n'.encode(encoding), {"a": "string", "b": "string"}).rows == [[text, "x"]]


def test_letters_in_two_parts_are_put_together(read):
    assert read("a,b\nunder 18 a\u030ar,e\u0301n av\n", {"a": "string", "b": "string"}).rows == [
        ["under 18 år", "én av"]
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_the_file(read, line_break):
    """Blank lines above, between and below, and line breaks in quotes, in header and cells."""
    content = '\n  \n"a\n",b\n\n1,"én\n\nto"\n,,\n , \n2,tre\n\n"3\n","fire\n"\n\n'.replace(",,", ",")
    table = read(content.replace("\n", line_break), {"a": "string", "b": "string"})
    assert table.rows == [
        ["1", "én\n\nto"],
        ["2", "tre"],
        ["3", "fire"],
    ]
    assert list(table.lines) == [6, 11, 13]


def test_blank_lines_on_top_do_not_decide_the_delimiter(read):
    table = read("\n  \na;b\n1;2\n", {"a": "string", "b": "string"})
    assert table.rows == [["1", "2"]]
    assert list(table.lines) == [4]


def test_a_table_keeps_its_cells_as_typed(read):
    table = read("persons;plan_section\n 56 500 ; 3.4 \n", {"plan_section": "string", "persons": "integer"})
    assert table.rows == [["3.4", "56500"]]
    assert [column.typed for column in table.columns] == [[" 3.4 "], [" 56 500 "]]


@pytest.fixture(scope="module")
def resources() -> list[dict]:
    return json.loads((RAW / "datapackage.json").read_text(encoding="utf-8"))["resources"]


def test_every_key_of_the_description_leads_to_a_column(resources):
    """A key into a table that is not there would not be followed, and nobody would be told."""
    columns = {(resource["name"], field["name"]) for resource in resources for field in resource["schema"]["fields"]}
    references = {
        (key["reference"]["resource"], field)
        for resource in resources
        for key in resource["schema"].get("foreignKeys", [])
        for field in key["reference"]["fields"]
    }
    assert references and references <= columns


def as_excel(cell: str | None, kind: str) -> str:
    """A cell as Norwegian Excel writes it: 56 500 with a non-breaking space, 9,2 with a comma."""
    if cell is None or kind not in ("integer", "number"):
        return cell or ""
    return f"{Decimal(cell):,}".replace(",", "\u00a0").replace(".", ",")


def rewrite_as_excel(raw, tables, resources):
    """Semicolons, a mark for UTF-8, CRLF, columns without name to the right and empty lines below."""
    kinds = {resource["name"]: [field["type"] for field in resource["schema"]["fields"]] for resource in resources}
    for table in tables:
        with (raw / table.file).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([*table.header, "", ""])
            for row in table.rows:
                writer.writerow([*map(as_excel, row, kinds[table.name]), "", ""])
            writer.writerow([""] * (len(table.header) + 2))


def all_marts(out) -> dict[str, list[tuple]]:
    """Every published row, but for the one that says when it was published."""
    with duckdb.connect(out / current_version(out), read_only=True) as connection:
        names = connection.execute(
            "select table_name from duckdb_tables() where table_name <> 'publication'"
        ).fetchall()
        return {name: connection.execute(f"from marts.{name} order by all").fetchall() for (name,) in names}


def test_raw_data_saved_by_excel_give_the_same_marts(tmp_path, tables, resources, published):
    raw = shutil.copytree(RAW, tmp_path / "raw")
    rewrite_as_excel(raw, tables, resources)
    assert "5\u00a0165\u00a0802;" in (raw / "population_totals.csv").read_text(encoding="utf-8")
    assert ";44,5;" in (raw / "advisory_cases.csv").read_text(encoding="utf-8")
    build(raw, tmp_path / "out")
    assert all_marts(tmp_path / "out") == all_marts(published)
