"""How much room words take in the fonts that every machine has: what fits here, fits in PowerPoint and on a wall."""

import re

LINE_HEIGHT = 1.25
TEXT, BOLD, SERIF = "text", "bold", "serif"
"""Arial, the same in bold, and Georgia in bold, for findings."""
# Widths in thousandths of the size: of Arial, and of Georgia, whose bold letters are a fifth wider.
ARIAL = {
    191: "'", 222: "ijl", 278: " \u00a0!,./:;[]ftI|", 333: "()-r", 400: '"', 500: "ckvsxyzJ",
    556: "abdeghnopqu0123456789åé«»–_?•$#ø", 584: "<>=+", 611: "FTZ", 667: "ABEKPSVXY&Å", 722: "CDHNRUw",
    778: "GOQØ", 833: "mM", 889: "%æ", 944: "W",
}  # fmt: skip
GEORGIA = {
    215: "'", 241: " \u00a0", 295: "ijl|", 330: "f.,:;!", 375: "()[]t-r", 435: "csz\"", 500: "aebgéåIvxy«»/–",
    545: "hopqkdnuøJ?", 610: "0123456789LFYXZ", 680: "ABEPSTVÅ", 740: "wCDGKNORØæ", 820: "HU%Q&", 930: "mMW",
}  # fmt: skip
GROWTH = {TEXT: 1.0, BOLD: 1.1, SERIF: 1.18}


def _by_letter(widths: dict[int, str]) -> dict[str, float]:
    return {letter: width / 1000 for width, letters in widths.items() for letter in letters}


SHARES = {TEXT: _by_letter(ARIAL), BOLD: _by_letter(ARIAL), SERIF: _by_letter(GEORGIA)}


def plain(text) -> str:
    """A text on one line, without what no document can hold; non-breaking spaces stay."""
    return re.sub(r"[\x00-\x20\x7f\ufffe\uffff\ud800-\udfff]+", " ", str(text)).strip()


def width_of(text: str, size: float, font: str = TEXT) -> float:
    shares = SHARES[font]
    # A letter that is not known is taken for a broad one.
    return sum(shares.get(letter, 1.0) for letter in text) * size * GROWTH[font]


def wrapped(text: str, size: float, width: float, font: str = TEXT) -> list[str]:
    """The lines a text takes at most; a word that is longer than a line is broken."""
    lines, line, taken = [], "", 0.0
    for word in re.findall(r"[^ ]+ ?", plain(text)):
        for piece in [word] if width_of(word, size, font) <= width else word:
            if line and taken + width_of(piece.rstrip(" "), size, font) > width:
                lines.append(line)
                line, taken = "", 0.0
            line += piece
            taken += width_of(piece, size, font)
    return [*lines, line] if line else lines


def height_of(text: str, size: float, width: float, font: str = TEXT) -> float:
    return len(wrapped(text, size, width, font)) * size * LINE_HEIGHT
