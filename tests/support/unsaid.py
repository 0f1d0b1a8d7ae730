"""What is never said, by what is said instead, and where it is."""

import re
from functools import cache

# What the plan says is the plan's, and a work has the title that its author gave it; the laws' duty to tell the child
# protection service has its own word.
ALLOWED = re.compile(
    r".*(taushetsplikt|til barnevernet).*|bekymringsmeld\w*|melde fra|meld fra|meldeplikt\w*|«[^«»]*»|https?://\S+"
    r"|10 år etter krisesenterloven",
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


@cache
def without(apart: re.Pattern, line: str) -> str:
    return apart.sub("", line)


def found(pattern: str | re.Pattern, texts: dict[str, str], apart: re.Pattern = ALLOWED) -> dict[str, set[str]]:
    """File → the lines that hold the pattern, apart from what is allowed in them."""
    return {
        name: lines
        for name, text in texts.items()
        if (lines := {line.strip()[:160] for line in text.splitlines() if re.search(pattern, without(apart, line))})
    }
