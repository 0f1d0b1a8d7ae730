"""A file that is offered or made is there until the browser has asked for it, whoever else's page is run meanwhile."""

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboard.guard import streamlit_parts
from dashboard.guard.streamlit_parts import LINGERS, Downloads, Storage


@pytest.fixture
def files() -> Downloads:
    return Downloads(MemoryMediaFileStorage("/media"))


@pytest.fixture
def clock(monkeypatch) -> SimpleNamespace:
    told = SimpleNamespace(now=0.0)
    monkeypatch.setattr(streamlit_parts.time, "monotonic", lambda: told.now)
    return told


def offer(files: Downloads) -> str:
    return files.add_deferred(lambda: b"a file", "text/plain", "1.2", file_name="a.txt", element_id="button")


def held(files: Downloads, address: str) -> bytes | None:
    found = files.read_file(address.rpartition("/")[2])
    return found and found.content


def end_runs(files: Downloads) -> None:
    """Of any session, some."""
    for _ in range(3):
        files.clear_session_refs()
        files.remove_orphaned_files()


def test_what_the_run_before_offered_can_be_asked_for_and_is_there_when_others_runs_have_ended(files):
    offered = offer(files)
    end_runs(files)
    address = files.execute_deferred(offered)
    end_runs(files)
    assert held(files, address) == b"a file"


def test_it_is_let_go_of_when_it_has_been_unused_for_a_while(files, monkeypatch):
    monkeypatch.setattr(streamlit_parts, "LINGERS", 0)
    offered = offer(files)
    address = files.execute_deferred(offered)
    end_runs(files)
    assert held(files, address) is None
    with pytest.raises(MediaFileStorageError):
        files.execute_deferred(offered)
    assert not files._unused_files and not files._unused_offers


def test_it_is_let_go_of_also_where_no_page_is_run_any_more(files, monkeypatch):
    monkeypatch.setattr(streamlit_parts, "LINGERS", 0)
    monkeypatch.setattr(streamlit_parts, "SWEEP_SECONDS", 0)
    sessions = SimpleNamespace(_session_storage=Storage(seconds=1))
    serving = SimpleNamespace(_session_mgr=sessions, media_file_mgr=files)
    monkeypatch.setattr(streamlit_parts.st.runtime, "get_instance", lambda: serving)
    address = files.execute_deferred(offer(files))
    files.clear_session_refs()

    async def swept() -> None:
        task = asyncio.create_task(streamlit_parts.sweep())
        await asyncio.sleep(0.05)
        task.cancel()

    asyncio.run(swept())
    assert held(files, address) is None and not files._deferred_callables


def test_what_was_made_is_gone_when_a_text_is_blacked_out_and_can_be_asked_for_anew(files, monkeypatch):
    monkeypatch.setattr(streamlit_parts.st.runtime, "exists", lambda: True)
    monkeypatch.setattr(streamlit_parts.st.runtime, "get_instance", lambda: SimpleNamespace(media_file_mgr=files))
    offered = offer(files)
    address = files.execute_deferred(offered)
    streamlit_parts.forget_made_files()
    assert held(files, address) is None
    assert held(files, files.execute_deferred(offered)) == b"a file"


def test_what_a_page_shows_stays(files, monkeypatch):
    monkeypatch.setattr(streamlit_parts, "LINGERS", 0)
    offered = offer(files)
    for _ in range(3):
        files.remove_orphaned_files()
    assert held(files, files.execute_deferred(offered)) == b"a file"


def test_what_is_made_again_is_there_from_then_on(files, clock):
    offered = offer(files)
    for _ in range(3):
        address = files.execute_deferred(offered)
        end_runs(files)
        clock.now += LINGERS - 1
        assert held(files, address) == b"a file"


def test_what_is_shown_again_is_unused_from_when_it_is_not(files, clock):
    address = files.add(b"a picture", "image/png", "1.2")
    files.clear_session_refs()
    files.remove_orphaned_files()
    clock.now = LINGERS - 1
    assert files.add(b"a picture", "image/png", "1.2") == address
    files.remove_orphaned_files()
    files.clear_session_refs()
    files.remove_orphaned_files()
    clock.now += LINGERS - 1
    files.remove_orphaned_files()
    assert held(files, address) == b"a picture"
    clock.now += 2
    end_runs(files)
    assert held(files, address) is None
