"""Any text as what a file of XML can hold."""

import re
from xml.sax.saxutils import escape

UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def escaped(text: str) -> str:
    return escape(printable(text))
