"""What a server's process does: forked from one that has imported all it uses, it takes a third of the processor to start.

That the command starts one with nothing imported is held by `test_setup`.
"""

import os
import sys

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
from streamlit.web import cli

from dashboard.translation import translated_scripts

translated_scripts()


def serve(arguments: list[str], environment: dict[str, str], log: str) -> None:
    """As `streamlit run`, with all that it says in a file."""
    os.environ.update(environment)
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(said, stream.fileno())
    cli.main(["run", *arguments], prog_name="streamlit")
