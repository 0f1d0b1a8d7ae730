"""`docs/sentences.md`: every sentence that a figure can say, and what it stands on.

`python -m content.described`
"""

from pathlib import Path
from textwrap import fill

from content.figures.sentences import SECTIONS, Sentence

TOLD = Path(__file__).parents[1] / "docs" / "sentences.md"
TOP = """\
# Sentences

Made by `python -m content.described` from `content/figures/sentences.py`, and held to it by a test: every sentence
that a figure says is one of these, filled in. What a figure can **not** say stands in `data/raw/caveats.csv`, and the
sentences of single numbers in `data/raw/facts.csv`.
"""


def described() -> str:
    return TOP + "".join(f"\n## {about}\n\n{''.join(map(_item, sentences))}" for about, sentences in SECTIONS.items())


def _item(sentence: Sentence) -> str:
    told = (sentence.text, f"*Stands on:* {sentence.stands_on}")
    first, second = (fill(text, 116, subsequent_indent="  ", break_on_hyphens=False) for text in told)
    return f"- {first}\\\n  {second}\n"


if __name__ == "__main__":
    TOLD.write_text(described(), encoding="utf-8")
