"""What a page run has to go by: its version, queries on it, and what is made of it once or when it is asked for."""

import functools
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

import pandas as pd
import streamlit as st
from slugify import slugify
from sqlalchemy import Engine

from content import warehouse
from content.figures.credits import EXAMPLE
from dashboard import making
from dashboard.draft_cookie import COOKIE, visit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IS_EXAMPLE = "select is_example from marts.register_state"
TAB = "tab"
"""Of the session: what tells a tab from others of the same browser."""
Made = TypeVar("Made")
_version_of_file: ContextVar[str | None] = ContextVar("version of the file that is being made", default=None)


def version() -> str:
    """The version this page run reads, or that the file being made is of; the frame sets it before the page runs."""
    return _version_of_file.get() or st.session_state["version"]


def register() -> Engine:
    """Where what is written on this page is saved, of the plan it shows. Raises UnavailableError."""
    return warehouse.register(version())


def query(sql: str, **parameters) -> pd.DataFrame:
    """Rows of a select from `marts` in the version this page run reads."""
    return warehouse.query(version(), sql, parameters)


def example_mark() -> str:
    """What must stand in all that is taken along while the example is shown; empty otherwise."""
    return made(_mark)


def _mark(version: str) -> str:
    return EXAMPLE if warehouse.query(version, IS_EXAMPLE)["is_example"].iloc[0] else ""


def made(function: Callable[..., Made], **parameters) -> Made:
    """What a function makes of the version this page run reads; made once for the same parameters, and not changed."""
    return warehouse.made(function, version(), **parameters)


def on_request(label: str, key: str, tell: Callable[[], None]) -> None:
    """Folded; what is in it is made and sent when it is opened."""
    folded = st.expander(label, key=key, on_change="rerun")
    if folded.open:
        with folded:
            tell()


def download(label: str, made: Callable[[], bytes], name: str, mime: str) -> None:
    """A button that makes its file when it is pressed, of what is known then: `made` asks as pages do.

    How far it has come, `made` says to `making.tell`; frame.js shows it, and knows the button by its key.
    What people have written, it asks for itself: what the page was drawn of may have been blacked out since.
    """
    # Two tabs of a browser may make the same file.
    if TAB not in st.session_state:
        st.session_state[TAB] = secrets.token_hex(4)
    file = f"{slugify(name)}_{st.session_state[TAB]}"
    st.download_button(
        label,
        functools.partial(_file, made, warehouse.plan_of(version()), visit(st.context.cookies.get(COOKIE)), file),
        file_name=name,
        mime=mime,
        on_click="ignore",
        key=f"download_{file}",
    )


def _file(made: Callable[[], bytes], plan_id: str | None, browser: str | None, file: str) -> bytes:
    # Streamlit makes it in a thread without a session.
    with making.making(browser, file):
        token = _version_of_file.set(warehouse.version_in_use(plan_id=plan_id))
        try:
            return made()
        finally:
            _version_of_file.reset(token)
