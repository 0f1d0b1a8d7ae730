"""Starts Streamlit around server.py; Ctrl+C ends it with a line, and without what Streamlit and DuckDB say of it."""

import os
import signal
import sys
import warnings

STOPPED = 128 + signal.SIGINT


def serve(arguments: list[str]) -> int:
    """Serve until somebody stops it; returns the exit status."""
    # Loaded here, since Ctrl+C may come while they are.
    import click
    from streamlit.web import cli

    from dashboard import memory

    # The modules below start threads when they are loaded.
    memory.keep_together()
    from dashboard import machine, warming
    from dashboard.guard import streamlit_parts

    streamlit_parts.send_at_once()
    warming.is_wanted = True
    os.environ.setdefault(machine.VARIABLE, machine.kept_token())
    # Said where Ctrl+C comes just before the server is up.
    warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
    try:
        cli.main(["run", "dashboard/server.py", *arguments], prog_name="python run.py", standalone_mode=False)
    except click.Abort:
        return STOPPED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return 0


if __name__ == "__main__":
    try:
        status = serve(sys.argv[1:])
    except KeyboardInterrupt:
        status = STOPPED
    if status in (0, STOPPED):
        print("\nLøsningen er stoppet.")
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # An end in the usual way has DuckDB's binding list what it did not let go of.
    os._exit(status)
