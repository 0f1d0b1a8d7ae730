"""The words that people read: what is never said anywhere, in any state of the register."""

import re
from pathlib import Path

import pytest

from proofs import some
from texts import STATES, write_state

pytestmark = pytest.mark.browser
TRIED = some(("all",), STATES)
# What the plan says is the plan's; the laws' duty to tell the child protection service has its own word.
ALLOWED = re.compile(
    r".*(taushetsplikt|til barnevernet).*|bekymringsmeld\w*|melde fra|meld fra|meldeplikt\w*|«[^«»]*»|https?://\S+",
    re.IGNORECASE,
)
FORBIDDEN = {
    "files that nobody who reads has": r"README|data/raw|settings\.toml|\.csv\b",
    "Last ned": r"\bTa med\b",
    "Det vi mangler tall eller tiltak for": r"\b[Hh]ull\b",
    "svar, svare": r"\b([Mm]eldt|[Mm]elde|[Mm]elder|[Mm]elding(en|er|ene|a)?)\b",
    "Ikke spurt ennå, Ikke svart": (
        # A survey may have reported something; a municipality answers.
        r"[Ii]kke innhentet|[Ii]nnrapporter|\bRapportert\b|(oppgave\w*|[Ss]tatus|[Aa]ldri|[Ss]ist|[Ii]kke) (er )?rapportert"
    ),
    "Lov på området": r"Skal eller bør|Skal/bør",
    "Ingen endring siden sist": r"Bekreft uendret",
    "Samarbeidsplikten i velferdstjenestelovene": r"Velferdstjenestelovene \(Prop",
    "krisesenterlova": r"krisesenterloven",
    "Oppgi vedtaksdato": r"Kan ikke svares på før",
    "numbers as Python writes them": r"\bnan\b|\bNone\b|\bNaT\b|\d{4}-\d\d-\d\d 00:00|\bTrue\b|\bFalse\b",
}
YOUTH = re.compile(r"overlapp|utelukker hverandre", re.IGNORECASE)
ENGLISH = re.compile(
    r"\b(the|with|your|please|click|download|error|loading|select|choose|submit|cancel|page not found)\b", re.IGNORECASE
)
# Titles of works are as their authors wrote them, and the workbook's names are for programs: it says so itself.
ENGLISH_FILES = re.compile(r"alle-dataene|\.(csv|svg|png)\.txt$")
TITLES = re.compile(r"«[^»]*»|BMJ Open|The Lancet|World Health Organization|[A-Z][^.\n]*\bof the\b[^.\n]*\.")


@pytest.fixture(scope="module")
def said(launched, tmp_path_factory) -> dict[str, str]:
    """State and file → what is written there: every page of the menu, and every file that can be taken from it."""
    out = tmp_path_factory.mktemp("texts")
    for state in TRIED:
        write_state(state, out / state, launched, everything=False)
    return {str(path.relative_to(out)): path.read_text(encoding="utf-8") for path in sorted(out.rglob("*.txt"))}


def found(pattern: str | re.Pattern, texts: dict[str, str], apart: re.Pattern = ALLOWED) -> dict[str, set[str]]:
    """File → the lines that hold the pattern, apart from what is allowed in them."""
    return {
        name: lines
        for name, text in texts.items()
        if (lines := {line.strip()[:160] for line in text.splitlines() if re.search(pattern, apart.sub("", line))})
    }


def test_every_state_is_written_out(said):
    assert {Path(name).parts[0] for name in said} == set(TRIED)
    for state in TRIED:
        names = [name for name in said if name.startswith(f"{state}/")]
        assert len([name for name in names if Path(name.removesuffix(".txt")).suffix == ""]) >= 14
        assert {".docx", ".pptx", ".xlsx", ".ics"} <= {Path(name.removesuffix(".txt")).suffix for name in names}


@pytest.mark.parametrize("instead", FORBIDDEN)
def test_is_never_said(said, instead):
    read = {name: text for name, text in said.items() if not ENGLISH_FILES.search(name)}
    assert found(FORBIDDEN[instead], read) == {}


def test_the_youth_table_is_not_said_to_overlap_or_not_to(said):
    about = {name: text for name, text in said.items() if re.search(r"\b1\s?337\b", text)}
    assert about
    assert found(YOUTH, about) == {}


def test_no_english_is_said(said):
    assert found(ENGLISH, {n: t for n, t in said.items() if not ENGLISH_FILES.search(n)}, TITLES) == {}
