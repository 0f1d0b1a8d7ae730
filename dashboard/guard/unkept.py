"""What is typed and not kept: fields whose value the server has for a run, and files that it has for one reading."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

UNKEPT = "unkept "
"""How the key of such a field or uploader begins. What is typed, the browser sends again with the next run; here it is
forgotten when one is over (streamlit_parts.py)."""


@contextmanager
def read_once(file: UploadedFile) -> Iterator[bytes]:
    """What a file holds, of an uploader whose key begins so; afterwards the server has it no more."""
    try:
        yield file.getvalue()
    except Exception:
        _remove(file)
        raise
    # A run that gives way to another (which is no Exception) leaves it to be read by that.
    _remove(file)


def _remove(file: UploadedFile) -> None:
    run = get_script_run_ctx()
    run.uploaded_file_mgr.remove_file(run.session_id, file.file_id)
