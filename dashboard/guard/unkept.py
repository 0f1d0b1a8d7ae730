"""What is typed and not kept: fields whose value the server has for a run, and files that it has for one reading."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

UNKEPT = "unkept "
"""How the key of such a field or uploader begins. What is typed, the browser sends again with the next run; here it is
forgotten when one is over (streamlit_parts.py)."""


@contextmanager
def read_once(file: UploadedFile) -> Iterator[bytes | None]:
    """What a file holds, of an uploader whose key begins so; afterwards the server has it no more, and then it is None.

    What the run was given of it may have been emptied by the one before, which gave way: it is asked for where it is.
    """
    run = get_script_run_ctx()
    files, session = run.uploaded_file_mgr, run.session_id
    held = files.get_files(session, [file.file_id])
    try:
        yield held[0].data if held else None
    except Exception:
        files.remove_file(session, file.file_id)
        raise
    # A run that gives way to another (which is no Exception) leaves it to be read by that.
    files.remove_file(session, file.file_id)
