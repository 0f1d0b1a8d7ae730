"""Every page is run once when the launcher has started the server, and what it shows is kept for who comes first."""

import time

from browsing import serving
from server_process import WARMS
from visiting import every_page

LONGEST = 60


def test_every_page_is_run_once_without_a_reader(processed, tmp_path):
    log, waited = tmp_path / "log", time.monotonic() + LONGEST
    with serving(processed, log=log, REGISTER_ADDRESS=f"sqlite:///{tmp_path}/register.sqlite", **{WARMS: 1}):
        while "pages are warm" not in (said := log.read_text()):
            assert time.monotonic() < waited, said
            time.sleep(0.1)
    assert f'"{len(every_page())} pages are warm"' in said
    assert '"level": "error"' not in said and '"level": "warning"' not in said
