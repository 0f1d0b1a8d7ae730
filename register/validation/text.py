"""One way to clean what people type, paste and export: forms, sheets, raw files and deliveries to the gate alike."""

import re
import unicodedata

LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]|_x000[BbDd]_\n?")
# What Unicode says is not to be shown (Default_Ignorable_Code_Point), and control characters but for tab and line
# break. NUL is left: a text that holds it was cut or is no text, and is told.
INVISIBLE = re.compile(
    "[\x01-\x08\x0e-\x1b\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
# What joins or shapes an emoji is seen after one, and left there. Looked for when all that is not seen is gone, and all
# that follow each other at once: of two, the second stands after the first only until that is gone.
SHAPING = re.compile("(?<![\u203c-\u3299\u200d\ufe00-\ufe0f\U0001f000-\U0001faff])[\u200d\ufe00-\ufe0f]+")
SPACE = re.compile(r"[^\S\n\t ]")


def thousands(number: int) -> str:
    """«1 000», as numbers stand in sentences."""
    return f"{number:,}".replace(",", "\u00a0")


def clean(text: str) -> str:
    """The same text as it is seen: without what can not be, trimmed, one kind of space, line break and letter."""
    if not (text.isascii() and text.isprintable() and "_x000" not in text):
        text = LINE_BREAK.sub("\n", SHAPING.sub("", INVISIBLE.sub("", text)))
        text = unicodedata.normalize("NFC", SPACE.sub(" ", text))
    return text.strip()
