"""What a server's process does: forked from one that has imported all it uses, it takes a third of the processor to start.

That the command starts one with nothing imported is held by `test_setup`.
"""

import gc
import io
import os
import signal
import sys
from pathlib import Path

# Imported for those that are forked from here. Nothing of our own that reads the environment, or keeps what a server
# keeps in its own store: but Streamlit's scripts, which are the same to all of them.
import altair  # noqa: F401
import docx  # noqa: F401
import icalendar  # noqa: F401
import pandas  # noqa: F401
import pptx  # noqa: F401
import sqlalchemy  # noqa: F401
import streamlit.web.server.starlette  # noqa: F401
import xlsxwriter  # noqa: F401
from google.protobuf.message import Message
from streamlit.web import cli

from dashboard.translation import translated_scripts

translated_scripts()
WARMS = "WARMS"
"""In its environment: it makes what the pages show first, as one that the launcher starts."""
LOOKED_FOR = "LOOKED_FOR"
"""Numbers, each one more than what is looked for in what the server holds: else it would be found here."""


def serve(arguments: list[str], environment: dict[str, str], log: str) -> None:
    """As `streamlit run`, with all that it says in a file."""
    os.environ.update(environment)
    if LOOKED_FOR in environment:
        signal.signal(signal.SIGUSR1, lambda *_: tell_what_is_held(f"{log}.held"))
    if WARMS in environment:
        # Here, since it is to be loaded by the server: see above.
        from dashboard import warming

        warming.is_wanted = True
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(said, stream.fileno())
    cli.main(["run", *arguments], prog_name="streamlit")


def tell_what_is_held(told: str) -> None:
    """Write which of the numbers that are looked for stand in anything that the process can still reach, and where."""
    gc.collect()
    numbers = [int(number) - 1 for number in os.environ[LOOKED_FOR].split()]
    texts = [str(number) for number in numbers]
    own = {id(numbers), id(texts)}
    found = {
        f"{type(held).__name__}: {text}"
        for held in gc.get_objects()
        if id(held) not in own
        for part in _texts(held)
        for text, number in zip(texts, numbers, strict=True)
        if part == number or (isinstance(part, str) and text in part)
    }
    draft = Path(f"{told}.draft")
    draft.write_text("\n".join(sorted(found)), encoding="utf-8")
    draft.rename(told)


def _texts(held) -> list:
    """The texts and numbers that an object holds itself."""
    if isinstance(held, dict):
        parts = [*held.keys(), *held.values()]
    elif isinstance(held, list | tuple | set | frozenset):
        parts = list(held)
    elif isinstance(held, io.BytesIO):
        parts = [] if held.closed else [held.getvalue()]
    elif isinstance(held, Message):
        parts = [held.SerializePartialToString()]
    else:
        parts = [held]
    kinds = (str, int, bytes, bytearray)
    return [
        part.decode("latin-1") if isinstance(part, bytes | bytearray) else part
        for part in parts
        if isinstance(part, kinds)
    ]
