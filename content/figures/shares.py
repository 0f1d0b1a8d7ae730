"""A number as a sentence has it: with those it is a share of, and what must be known of it."""

import pandas as pd

from content import wording
from content.figures.figure import PROVISIONAL, UNCONFIRMED

SEVERAL = {"begge": "", "ukjent": "av ukjent kjønn"}
THOSE = {
    "kvinner": "kvinnene",
    "menn": "mennene",
    "jenter": "jentene",
    "gutter": "guttene",
    "ukjent": "dem med ukjent kjønn",
}


def answered(shares: str) -> str:
    """«9,2 % av kvinnene oppgir dette»."""
    return f"{closed(shares)} oppgir dette"


def closed(shares: str) -> str:
    """A clause («5 % av dem som svarte») is closed by a comma where a sentence goes on."""
    return f"{shares}{',' if ' som ' in shares.rpartition(' av ')[2] else ''}"


def share_of(row: pd.Series) -> str:
    """«9,2 % av kvinnene», «én av ti kvinner»: a share with those it is a share of, `whom` where both sexes are."""
    several = SEVERAL.get(row["sex"], row["sex"])
    if row["unit"] == "antall":
        return f"{row['share']} {several}".strip()
    if row["unit"] != "prosent" or row.get("is_change", False):
        return row["share"]
    if row["is_part"]:
        return _part(row)
    if row["precision"] == "mellom":
        return f"{row['share']} av {row['population']} {wording.ages(row['age_from'], row['age_to'])}".strip()
    if pd.notna(row["as_worded"]):
        # Who is a part of all who were asked, is named also where the number is told in words.
        of = f"av {row['whom']}" if row["sex"] == "begge" and row["whom"] == row["population"] else several
        return f"{row['share']} {of}".strip()
    return f"{row['share']} av {THOSE.get(row['sex'], row['whom']) if pd.isna(row['subgroup']) else row['subgroup']}"


def marked(rows: pd.DataFrame) -> str:
    """« (ikke bekreftet: lest av gjengivelse)» where a number of the sentence is so."""
    known = {PROVISIONAL: rows["is_provisional"].any(), UNCONFIRMED: rows["is_unconfirmed"].any()}
    marks = [wording.uncapitalised(mark) for mark, is_so in known.items() if is_so]
    return f" ({', '.join(marks)})" if marks else ""


def short_mark(rows: pd.DataFrame) -> str:
    """The same, as a heading has room for it: « (ikke bekreftet)»."""
    known = {"foreløpig": rows["is_provisional"].any(), "ikke bekreftet": rows["is_unconfirmed"].any()}
    marks = [mark for mark, is_so in known.items() if is_so]
    return f" ({', '.join(marks)})" if marks else ""


def _part(row: pd.Series) -> str:
    """«71 % av sakene», «4 av 10 beboere», «halvparten av barna»: which part, the category says."""
    is_in_words = pd.notna(row["as_worded"]) and " av " in row["share"]
    return f"{row['share']} {row['population']}" if is_in_words else f"{row['share']} av {row['whom']}"


def remarked(row, *others: object) -> str:
    """What must be known of a number, each with a point between them; `others` are texts, where there are any."""
    known = [PROVISIONAL * row.is_provisional, UNCONFIRMED * row.is_unconfirmed, *others]
    return ". ".join(text for text in known if isinstance(text, str) and text)
