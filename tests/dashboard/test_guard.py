"""What stands between the server and whoever asks it: floods, files, foreign names, and messages that no page sends."""

import asyncio
import http.client
import inspect
import json
import logging
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from sqlalchemy import make_url
from starlette.datastructures import Headers
from starlette.formparsers import MultiPartParser
from streamlit.elements import html
from streamlit.navigation import page as navigation_page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig
from streamlit.runtime import app_session, runtime, websocket_session_manager
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.web import cli
from streamlit.web.server.starlette import starlette_server
from streamlit.web.server.starlette.starlette_server_config import WEBSOCKET_MAX_SEND_QUEUE_SIZE
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, PayloadTooBig
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, PerMessageDeflate
from websockets.frames import Frame, Opcode
from websockets.sync import client as sync_client

import processes
from between import way_to
from browsing import TOKEN, Server, Visitor, serving
from content import warehouse
from dashboard import assets, machine, start, warming
from dashboard.assets import STREAMLIT
from dashboard.guard import connections, headers, streamlit_parts, unpacking, uploads
from dashboard.guard.connections import is_needed
from dashboard.guard.kept import Kept
from dashboard.guard.log import Lines
from dashboard.guard.streamlit_parts import MOST_AT_ONCE, LookedUp, Runner, Serving, Session
from dashboard.guard.turns import Turn, Turns
from dashboard.guard.uploads import MOST_FILES, MOST_OF_A_SESSION, Uploads

ROOT = Path(__file__).parents[2]
FLOOD = 500
# A monitor waits for two; half of it is for a machine that does other things.
LONGEST = 1
LONGEST_OF_A_PAGE = 3
SILENT = "Registeret svarer ikke."
SHEETS = "kommune=hamar"
COOKIE = "utkast"
HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy")


@pytest.fixture(scope="module")
def server(processed, tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("guarded")
    with serving(processed, log=folder / "log", REGISTER_ADDRESS=f"sqlite:///{folder}/register.sqlite") as server:
        with Visitor(server) as warm:
            warm.ask("tiltak")
        yield server


def get(server: Server, path: str = "", **how) -> httpx.Response:
    # No certificates are read, which takes longer than what is asked for.
    return httpx.get(f"{server.address}{path}", timeout=60, verify=False, **how)


@contextmanager
def watched(server: Server) -> Iterator[list[tuple[float, int]]]:
    """How long the server works before it answers a monitor meanwhile, and what the monitor is told.

    By the server's own clock, which stands while others have the processor: alone on the machine, both are the same.
    """
    answers, is_over = [], threading.Event()

    def watch() -> None:
        with httpx.Client(timeout=None) as monitor:
            while not is_over.wait(0.05):
                begun = worked(server)
                status = monitor.get(f"{server.address}readyz").status_code
                answers.append((worked(server) - begun, status))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield answers
    finally:
        is_over.set()
        watcher.join()


def worked(server: Server) -> float:
    """Seconds of processor, where the system tells; else those that have passed."""
    told = Path(f"/proc/{server.process.pid}/stat")
    if not told.exists():
        return time.monotonic()
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def flood(server: Server) -> None:
    """All at once, each with a cookie of its own: they ask for a page, and two seconds later they are gone."""
    message = BackMsg()
    message.rerun_script.page_name = "utforsk"

    async def one(number: int) -> None:
        cookie = {"Cookie": f"{COOKIE}={number:043}.00000000"}
        with suppress(InvalidHandshake, ConnectionClosed):
            how = {"subprotocols": ["streamlit"], "additional_headers": cookie, "open_timeout": None}
            async with connect(server.stream, **how) as connection:
                await connection.send(message.SerializeToString())
                await asyncio.sleep(2)
                connection.transport.abort()

    await asyncio.gather(*map(one, range(FLOOD)))


def test_a_flood_of_pages_that_are_asked_for_and_dropped_leaves_the_server_ready(server):
    with watched(server) as answers:
        asyncio.run(flood(server))
        with Visitor(server) as reader:
            assert "tiltak" in reader.ask("tiltak").lower()
    assert len(answers) > 5 and {status for _, status in answers} == {200}
    assert max(waited for waited, _ in answers) < LONGEST


def test_no_more_pages_stand_open_than_the_limits_say_and_who_leaves_makes_room(server, monkeypatch):
    cookies = {COOKIE: f"{'a' * 43}.00000000"}
    with ExitStack() as tabs:
        opened = [tabs.enter_context(Visitor(server, cookies)) for _ in range(connections.MOST_OF_A_VISITOR)]
        with pytest.raises(InvalidStatus) as refused, Visitor(server, cookies):
            pass
        assert refused.value.response.status_code == 503 and "retry-after" in refused.value.response.headers
        # Somebody else at the same address is not in the way of anybody.
        with Visitor(server, {COOKIE: f"{'b' * 43}.00000000"}) as other:
            assert other.ask("tilgjengelighet")
        opened[0].__exit__(None, None, None)
        with Visitor(server, cookies) as again:
            assert again.ask("tilgjengelighet")


class Handled:
    """Stands in for the app behind: counts those who are in."""

    def __init__(self):
        self.most = self.now = 0
        self.may_go = None

    async def __call__(self, scope, receive, send):
        self.now += 1
        self.most = max(self.most, self.now)
        await self.may_go.wait()
        self.now -= 1


@pytest.mark.parametrize(
    ("bring", "come_from", "most"),
    [
        (lambda n: f"{n:043}", lambda n: "10.0.0.1", connections.MOST_OF_AN_ADDRESS),
        (lambda n: f"{n:043}", lambda n: f"10.0.{n // 250}.{n % 250}", connections.MOST),
        (lambda n: "", lambda n: "10.0.0.1", connections.MOST_OF_AN_ADDRESS),
        (lambda n: "c" * 43, lambda n: f"10.0.{n // 250}.{n % 250}", connections.MOST_OF_A_VISITOR),
    ],
    ids=["of an address", "in all", "without a cookie", "of a browser"],
)
def test_connections_are_counted_by_cookie_address_and_in_all(monkeypatch, bring, come_from, most):
    monkeypatch.setattr(connections, "PAUSE_SECONDS", 0)
    behind, refused = Handled(), []

    async def flood() -> None:
        behind.may_go = asyncio.Event()
        guarded = connections.Connections(behind)

        async def send(message):
            refused.append(message.get("status"))

        def scope(n: int) -> dict:
            cookie = f"{COOKIE}={bring(n)}.00000000".encode()
            return {"type": "websocket", "client": (come_from(n), n), "headers": [(b"cookie", cookie)], "path": "/"}

        come = [asyncio.create_task(guarded(scope(n), None, send)) for n in range(connections.MOST + 50)]
        while behind.now + refused.count(503) < len(come):
            await asyncio.sleep(0.01)
        behind.may_go.set()
        await asyncio.gather(*come)
        # All have gone: there is room again.
        await guarded(scope(0), None, send)

    asyncio.run(flood())
    assert behind.most == most and refused.count(503) == connections.MOST + 50 - most


def roomy() -> tuple[int, int]:
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
    connections.make_room()
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0], min(most, connections.FILES)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_the_system_lets_as_many_be_open_as_are_let_in():
    found, wanted = processes.elsewhere(roomy)
    assert found == wanted


def test_runs_wait_for_their_turn_in_order_and_those_given_up_never_begin():
    turns, begun, may_end = Turns(most=2, most_of_a_visitor=1, alone_seconds=0), [], threading.Event()

    def run(name: str, turn: Turn) -> None:
        with turns.taken(turn) as has_come:
            if has_come:
                begun.append(name)
                may_end.wait(10)

    def start(name: str, visitor: str) -> tuple[threading.Thread, Turn]:
        turn = Turn(visitor)
        thread = threading.Thread(target=run, args=(name, turn))
        thread.start()
        while not (turn.has_come or turn in turns._waiting):
            time.sleep(0.001)
        return thread, turn

    started = [start(*one) for one in (("a1", "a"), ("a2", "a"), ("b1", "b"), ("c1", "c"), ("d1", "d"))]
    while len(begun) < 2:
        time.sleep(0.001)
    assert begun == ["a1", "b1"]
    turns.give_up(started[3][1])
    started[3][0].join(10)
    may_end.set()
    for thread, _ in started:
        thread.join(10)
    assert sorted(begun[2:]) == ["a2", "d1"] and not turns._running and not turns._waiting
    # Who has given up once has done so for good.
    run("c1", started[3][1])
    assert "c1" not in begun


def test_a_run_works_alone_but_one_that_takes_long_keeps_nobody_from_beginning():
    turns, begun = Turns(alone_seconds=60), threading.Event()
    long, next_one = Turn("a"), Turn("b")

    def run() -> None:
        with turns.taken(next_one):
            begun.set()

    with turns.taken(long):
        thread = threading.Thread(target=run)
        thread.start()
        while not (begun.is_set() or next_one in turns._waiting):
            time.sleep(0.001)
        turns._let_in()
        assert not begun.is_set() and not next_one.has_come
        # A minute has passed, and the server looks again and again.
        turns._alone_seconds = 0.001

        async def look() -> None:
            looking = asyncio.create_task(turns.let_in_beside_what_takes_long())
            while not begun.is_set():
                await asyncio.sleep(0.001)
            looking.cancel()

        asyncio.run(asyncio.wait_for(look(), 10))
    thread.join(10)
    assert begun.is_set() and not turns._running


def test_a_run_begins_when_its_turn_comes_and_what_is_stopped_before_never_does(monkeypatch):
    """The one that Streamlit makes for each page."""
    ran, turns = [], Turns(most=1)
    monkeypatch.setattr(streamlit_parts, "TURNS", turns)
    monkeypatch.setattr(ScriptRunner, "__init__", lambda self, session: setattr(self, "_session_id", session))
    monkeypatch.setattr(ScriptRunner, "_run_script", lambda self, asked: ran.append(asked))
    monkeypatch.setattr(ScriptRunner, "request_stop", lambda self: None)
    monkeypatch.setattr(streamlit_parts, "_visitor_of", lambda session: session)
    monkeypatch.setattr(streamlit_parts, "_look_for_uploader", lambda session: None)
    monkeypatch.setattr(streamlit_parts, "_forget_unkept", lambda state: None)
    monkeypatch.setattr(Runner, "_session_state", None, raising=False)
    first, waits, stopped = Turn("first"), Runner("waits"), Runner("stopped")
    with turns.taken(first):
        threads = [threading.Thread(target=run._run_script, args=(name,)) for run, name in ((waits, 1), (stopped, 2))]
        for thread in threads:
            thread.start()
        while len(turns._waiting) < 2:
            time.sleep(0.001)
        assert ran == []
        stopped.request_stop()
    for thread in threads:
        thread.join(10)
    assert ran == [1]


def test_what_a_run_says_is_taken_together_and_never_with_what_is_left_of_another(monkeypatch):
    """It would come before the run is said to have begun, and be cleared away then. Whoever is cut off comes back to it."""
    heard, loop = [], asyncio.new_event_loop()
    session = Session.__new__(Session)
    session._state, session._browser_queue = AppSessionState.SHUTDOWN_REQUESTED, SimpleNamespace(enqueue=heard.append)
    session._said = {}
    session._message_enqueued_callback = lambda: heard.append("woken")
    session._scriptrunner = run = object()
    monkeypatch.setattr(session, "_call_soon_on_event_loop", loop.call_soon)
    begun, says = ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
    ends = ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS
    monkeypatch.setattr(
        AppSession, "_on_scriptrunner_event", lambda _, sender, event, *more: loop.call_soon(heard.append, event)
    )
    for sender, event, message in (
        (run, begun, None),
        (run, says, "a"),
        (run, says, "b"),
        # It starts itself anew: the same runner goes on.
        (run, begun, None),
        (run, says, "c"),
        # One that has been left behind still speaks.
        (object(), says, "old"),
        (run, says, "d"),
        (run, ends, None),
    ):
        session._on_scriptrunner_event(sender, event, message)

    async def heard_to_the_end() -> None:
        while ends not in heard:
            await asyncio.sleep(0)

    with closing(loop):
        loop.run_until_complete(asyncio.wait_for(heard_to_the_end(), 10))
    assert heard == [begun, "a", "b", "woken", begun, "c", "d", "woken", ends]


@pytest.mark.parametrize("kind", ["clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime"])
def test_messages_that_no_page_sends_are_dropped(kind):
    message = BackMsg()
    setattr(message, kind, True)
    assert not is_needed(message.SerializeToString())


@pytest.mark.parametrize("operation", ["install_skills", "dismiss_skills_nudge", "dataframe_chunk"])
def test_operations_that_no_page_asks_for_are_dropped(operation):
    message = BackMsg()
    getattr(message.backend_operation_request, operation).SetInParent()
    assert not is_needed(message.SerializeToString())


def test_what_pages_send_comes_through():
    rerun, file, download = BackMsg(), BackMsg(), BackMsg()
    rerun.rerun_script.page_name = "tiltak"
    file.file_urls_request.file_names.append("a.xlsx")
    download.backend_operation_request.deferred_file.SetInParent()
    assert all(is_needed(message.SerializeToString()) for message in (rerun, file, download))


def test_messages_of_one_page_are_taken_no_faster_than_anybody_clicks():
    rerun, taken = BackMsg(), []
    rerun.rerun_script.page_name = "tiltak"

    async def receive() -> dict:
        return {"type": "websocket.receive", "bytes": rerun.SerializeToString()}

    async def takes(scope, receive, send) -> None:
        for _ in range(10):
            taken.append(await receive())

    begun = time.monotonic()
    scope = {"type": "websocket", "client": ("10.0.0.1", 1), "headers": [], "path": "/"}
    asyncio.run(connections.Connections(takes)(scope, receive, None))
    assert len(taken) == 10 and time.monotonic() - begun > 9 * connections.MESSAGE_SECONDS


def test_what_is_packed_a_thousand_times_smaller_ends_its_connection(server):
    """Sent at once, so that all of it is there before any of it is looked at."""
    origin = f"http://{server.host}:{server.port}"
    with sync_client.connect(server.stream, origin=origin, subprotocols=["streamlit"], max_size=None) as page:
        said = Frame(Opcode.BINARY, bytes(unpacking.MOST_AT_ONCE // 2))
        page.socket.sendall(
            b"".join(said.serialize(mask=True, extensions=page.protocol.extensions) for _ in range(100))
        )
        with pytest.raises(ConnectionClosed) as ended:
            for _ in range(100):
                page.recv(timeout=30)
    assert ended.value.rcvd.code == 1009


def test_what_a_page_sends_packed_is_unpacked_for_as_long_as_it_is_open(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(unpacking.time, "monotonic", lambda: clock[0])
    page, ours = PerMessageDeflate(True, True, 12, 12), unpacking.Unpacking(True, True, 12, 12)
    said = bytes(unpacking.MOST_AT_ONCE // 2)
    for _ in range(20):
        assert ours.decode(page.encode(Frame(Opcode.BINARY, said)), max_size=None).data == said
        clock[0] += len(said) / unpacking.A_SECOND
    ours.decode(page.encode(Frame(Opcode.BINARY, said)))
    with pytest.raises(PayloadTooBig):
        ours.decode(page.encode(Frame(Opcode.BINARY, said + b"x" + said)))


def test_whatever_is_sent_writes_no_file_and_the_page_goes_on(server):
    before = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, check=True).stdout
    with Visitor(server) as visitor:
        visitor.ask("tilgjengelighet")
        for kind in ("clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime"):
            message = BackMsg()
            setattr(message, kind, True)
            visitor.send(message)
        for operation in ("install_skills", "dismiss_skills_nudge"):
            message = BackMsg()
            getattr(message.backend_operation_request, operation).SetInParent()
            visitor.send(message)
        visitor.send("no page sends text")
        assert visitor.ask("tilgjengelighet")
    after = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, check=True).stdout
    assert after == before and not (ROOT / ".agents").exists()


def put(server: Server, address: str, content: bytes | Iterator[bytes], **headers: str) -> int:
    token = get(server, "_stcore/health").cookies["_streamlit_xsrf"]
    body = b"".join(
        (b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.xlsx"\r\n\r\n', content, b"\r\n--b--\r\n")
    )
    headers |= {
        "X-Xsrftoken": token,
        "Cookie": f"_streamlit_xsrf={token}",
        "Content-Type": "multipart/form-data; boundary=b",
    }
    return httpx.put(
        f"{server.address}{address.lstrip('/')}", content=body, headers=headers, timeout=60, verify=False
    ).status_code


def addresses(visitor: Visitor, *files: str, are_given: bool = True) -> list[str]:
    """Where files are taken: the server looks when the run is over what the page shows, and the page hears before."""
    for _ in range(200):
        found = visitor.addresses_of(*files)
        if bool(found) == are_given:
            return found
        time.sleep(0.05)
    raise AssertionError(f"addresses of {files}: {found}")


def test_a_file_is_taken_once_where_an_uploader_stands_and_nowhere_else(server):
    with Visitor(server) as reports, Visitor(server) as reads:
        reads.ask("tiltak")
        assert reads.addresses_of("a.xlsx") == []
        reports.ask("meld-inn", SHEETS)
        [address] = addresses(reports, "a.xlsx")
        made_up = address.rsplit("/", 1)[0]
        assert put(server, f"{made_up}/{'0' * 8}", b"x") == 403
        assert put(server, f"/_stcore/upload_file/{reads.session}/{address.rsplit('/', 1)[1]}", b"x") == 403
        assert put(server, address, b"x") == 204
        assert put(server, address, b"x") == 403


def test_who_may_only_read_is_given_no_address_for_a_file_not_even_by_naming_the_uploader(server):
    with Visitor(server) as reports, Visitor(server, {machine.COOKIE: ""}) as reads:
        reports.ask("meld-inn", SHEETS)
        uploader = next(known for known in reports.widgets.values() if known[1] == "file_uploader")
        for page, query in (("meld-inn", SHEETS), ("runder", "")):
            reads.ask(page, query, {uploader: FileUploaderState()})
            assert uploader not in reads.widgets.values() and reads.addresses_of("a.xlsx") == []
        addresses(reports, "a.xlsx")


def test_what_is_too_large_or_says_no_size_is_refused_before_it_is_taken_in(server):
    with Visitor(server) as reports:
        reports.ask("meld-inn", SHEETS)
        [address, other] = addresses(reports, "a.xlsx", "b.xlsx")
        connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
        # Nothing is sent of what is announced: the answer comes all the same.
        connection.putrequest("PUT", address)
        connection.putheader("Content-Length", str(190 * uploads.MEGABYTE))
        connection.endheaders()
        assert connection.getresponse().status == 413
        connection.close()
        connection.putrequest("PUT", other)
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        assert connection.getresponse().status == 411
        connection.close()


def test_files_are_let_go_of_when_the_page_is_left(server):
    """Room for as many as before: of what is kept, nothing would be left."""
    full = b"x" * (4 * uploads.MEGABYTE)
    with Visitor(server) as reports:
        for _ in range(2):
            reports.ask("meld-inn", SHEETS)
            statuses = [put(server, address, full) for address in addresses(reports, *"abcdefg")]
            assert statuses == [204] * 6 + [413]
            reports.ask("tiltak")
            addresses(reports, "a.xlsx", are_given=False)


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_session_ends_when_its_page_is_closed_and_soon_where_it_is_cut_off(processed, tmp_path, is_closed):
    """While a session that is cut off may come back, its address is known and Streamlit says that nobody is there."""
    register, nobody_there, unknown = f"sqlite:///{tmp_path}/register.sqlite", 400, 403
    with serving(processed, "--server.disconnectedSessionTTL", "3", REGISTER_ADDRESS=register) as server:
        with Visitor(server) as reports:
            reports.ask("meld-inn", SHEETS)
            given = addresses(reports, *"abcdefghij" * 10)
            if not is_closed:
                reports.cut_off()
        statuses = []
        for address in given:
            statuses.append(put(server, address, b"x"))
            if statuses[-1] == unknown:
                break
            time.sleep(0.1)
        assert statuses[-1] == unknown and (nobody_there in statuses) != is_closed


def test_a_file_is_not_put_on_the_disk_while_it_comes():
    content = b"x" * (uploads.LARGEST - 1000)
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'

    async def stream():
        yield head + content + b"\r\n--b--\r\n"

    async def parsed():
        headers = Headers({"content-type": "multipart/form-data; boundary=b"})
        return await MultiPartParser(headers, stream()).parse()

    sent = asyncio.run(parsed())["file"]
    assert sent.size == len(content) and sent._in_memory


def test_room_is_kept_for_files_of_all_sessions_together_and_given_back():
    kept = Uploads("/")
    for n in range(MOST_FILES):
        kept.allow(str(n), has_uploader=True)
    addresses = {str(n): kept.get_upload_urls(str(n), ["a"] * 2 * MOST_FILES) for n in range(MOST_FILES)}
    assert {len(found) for found in addresses.values()} == {2 * MOST_FILES}
    assert kept.keep_room("0", addresses["0"][MOST_FILES].file_id, 1) == 403
    fits = uploads.MOST // uploads.LARGEST
    told = [kept.keep_room(str(n), addresses[str(n)][0].file_id, uploads.LARGEST) for n in range(fits + 1)]
    assert told == [0] * fits + [503]
    kept.allow("0", has_uploader=False)
    assert kept.keep_room(str(fits), addresses[str(fits)][0].file_id, uploads.LARGEST) == 0
    assert kept.keep_room("0", addresses["0"][1].file_id, 1) == 403
    # What never came takes no room.
    kept.settle("1", addresses["1"][0].file_id)
    assert sum(kept._kept["1"].values()) == 0 and MOST_OF_A_SESSION < uploads.MOST


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost@evil.example"]
)
def test_a_foreign_name_is_refused_for_pages_files_and_connections(server, host):
    for path in ("", "tiltak", "healthz", "_stcore/health", "static/js/none.js", "data/nyeste/homicides.csv"):
        answer = get(server, path, headers={"Host": host})
        assert answer.status_code == 403 and all(name in answer.headers for name in HEADERS)
    with pytest.raises(InvalidStatus), Visitor(server, host=host.removeprefix("localhost@")):
        pass


def test_names_that_are_set_are_the_ones_that_are_answered(processed, tmp_path):
    register = f"sqlite:///{tmp_path}/register.sqlite"
    with serving(
        processed,
        "--server.allowedHosts",
        "vold.example",
        "--server.allowedHosts",
        "127.0.0.1",
        REGISTER_ADDRESS=register,
    ) as server:
        assert get(server, headers={"Host": "vold.example"}).status_code == 200
        assert get(server, headers={"Host": "evil.example"}).status_code == 403


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 200),
        ("tiltak", 200),
        ("healthz", 200),
        ("data/", 200),
        ("data/none", 404),
        ("media/none.png", 404),
        ("_stcore/metrics", 404),
        ("_stcore/agent/openapi.json", 404),
        ("_stcore/bidi-components/none", 404),
        ("component/none/index.html", 404),
        ("_stcore/script-health-check", 404),
        ("//evil.example", 400),
    ],
)
def test_every_answer_has_its_headers_and_nothing_of_streamlit_is_open(server, path, status):
    answer = get(server, path)
    assert answer.status_code == status
    assert [name for name in HEADERS if name not in answer.headers] == []
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    # Kept by nobody, or asked for each time: what is made for one is fetched from such an address.
    assert answer.headers["cache-control"] in ("no-store", "no-cache")


@pytest.mark.parametrize(
    ("path", "may"),
    [("tiltak", "script-src 'self'"), ("healthz", "default-src 'none'"), ("_stcore/host-config", "default-src 'none'")],
)
def test_a_page_may_run_its_scripts_and_data_nothing(server, path, may):
    assert may in get(server, path, headers={"Accept": "text/html"}).headers["content-security-policy"]


def test_no_other_page_may_command_ours_and_a_browser_need_not_ask_again(server):
    answer = get(server, "_stcore/host-config")
    assert answer.json()["allowedOrigins"] == [] and answer.headers["cache-control"] == headers.A_DAY


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_a_page_is_whole_and_ours_however_it_is_asked_for(server, accept):
    asked = {"Accept": accept, "Accept-Encoding": "identity"}
    whole = get(server, "tiltak", headers=asked)
    told = httpx.head(f"{server.address}tiltak", headers=asked, timeout=60)
    assert 'lang="nb"' in whole.text
    assert [told.headers[name] for name in ("etag", "content-length")] == [
        whole.headers["etag"],
        str(len(whole.content)),
    ]
    if accept == "text/html":
        assert get(server, "tiltak", headers=asked | {"Range": "bytes=0-20"}).content == whole.content


def test_open_data_are_no_page_of_streamlits_however_they_are_asked_for(server):
    page = get(server, "data/", headers={"Accept": "text/html"})
    assert page.status_code == 200 and "<h1>Åpne data" in page.text
    told = get(server, "data/nyeste/homicides.csv", headers={"Accept": "text/html"}).headers
    known = {"Accept": "text/html", "If-None-Match": told["etag"]}
    assert get(server, "data/nyeste/homicides.csv", headers=known).status_code == 304
    assert "access-control-allow-origin" not in told and told["cache-control"] == "private, no-cache"
    version = told["etag"].strip('"')
    fixed = get(server, f"data/{version}/homicides.csv", headers={"Accept": "text/html"}).headers
    assert fixed["cache-control"] == "private, no-cache"


def test_scripts_are_only_to_be_fetched_and_bring_no_cookie(server):
    script, headers = assets.SCRIPT_NAMES[0], {"Accept": "text/html", "Cookie": f"{COOKIE}={'a' * 43}.{'0' * 8}"}
    assert httpx.post(f"{server.address}{script}", timeout=60).status_code == 405
    typeface = re.search(r"static/media/[^\"]+", get(server).text).group()
    own = next(STREAMLIT.glob("static/js/index.*.js")).relative_to(STREAMLIT).as_posix()
    for path in (script, own, typeface):
        answer = get(server, path, headers=headers)
        assert answer.status_code == 200 and "set-cookie" not in answer.headers


def test_the_launchers_address_gives_a_cookie_and_is_shown_without_the_token(server):
    answer = get(server, f"tiltak?tiltak=1&token={TOKEN}&x=%C3%A6")
    assert (answer.status_code, answer.headers["location"]) == (303, "/tiltak?tiltak=1&x=%C3%A6")
    given = answer.headers["set-cookie"].lower()
    assert given.startswith(f"{machine.COOKIE}={TOKEN};".lower()) and "httponly" in given and "samesite=strict" in given
    for token in ("", "other", f"{TOKEN}x"):
        answer = get(server, f"?token={token}")
        assert answer.headers["location"] == "/" and machine.COOKIE not in answer.headers.get("set-cookie", "")
    # Nobody is led elsewhere.
    for path in (f"/evil.example/?token={TOKEN}", f"/%5Cevil.example?token={TOKEN}"):
        assert not get(server, path).headers["location"].startswith(("//", "/\\", "http"))


def test_without_the_cookie_nobody_writes_at_the_machine_either(server):
    with Visitor(server) as here, Visitor(server, {machine.COOKIE: "other"}) as elsewhere:
        assert "Du svarer som lokal bruker." in here.ask("meld-inn", SHEETS)
        assert "Her kan du lese, men ikke skrive." in elsewhere.ask("meld-inn", SHEETS)


def test_cookies_that_are_given_over_tls_are_not_sent_without(server):
    for path in ("", "_stcore/health", f"?token={TOKEN}"):
        for proto, is_secure in (("https", True), ("http", False)):
            answer = get(server, path, headers={"X-Forwarded-Proto": proto, "Accept": "text/html"})
            given = answer.headers.get_list("set-cookie")
            assert given and all(("; secure" in cookie.lower()) == is_secure for cookie in given)


def test_the_log_is_lines_of_json_that_name_nobody(processed, tmp_path):
    log, cookie = tmp_path / "log", f"{'z' * 43}.00000000"
    with serving(processed, log=log, REGISTER_ADDRESS=f"sqlite:///{tmp_path}/register.sqlite") as server:
        for _ in range(30):
            get(server, "tiltak?hemmelig=ord", headers={"Host": "evil.example"})
        with pytest.raises(InvalidStatus), Visitor(server, {COOKIE: cookie}, origin="http://evil.example"):
            pass
        with Visitor(server, {COOKIE: cookie}) as visitor:
            visitor.ask("meld-inn", SHEETS)
    first, *lines = log.read_text(encoding="utf-8").splitlines()
    assert first.startswith("Løsningen er på http://127.0.0.1:")
    told = [json.loads(line) for line in lines]
    assert all(line.keys() >= {"time", "level", "logger", "message"} for line in told)
    # Once in a while, not thirty times.
    assert [line["message"] for line in told].count("a request by a foreign name is refused") == 1
    for secret in ("evil.example", "hemmelig", "z" * 43, TOKEN, "lokal bruker"):
        assert not [line for line in lines if secret in line]


def test_an_error_is_logged_with_where_it_was_and_not_what_was_typed():
    try:
        raise ValueError("Kari Nordmann")
    except ValueError as error:
        told = (type(error), error, error.__traceback__)
    for name, message in (("dashboard.forms", "a fault"), ("streamlit.x", "failed for %s")):
        record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, ("Kari",) if "%" in message else (), told)
        line = json.loads(Lines().format(record))
        assert (line["message"], line["error"]) == (message, "ValueError")
        assert line["at"] == [f"tests/dashboard/test_guard.py:{error_line(told)}"] and "Kari" not in str(line)


def error_line(told: tuple) -> int:
    return told[2].tb_lineno


def test_a_monitor_is_told_what_is_wrong_in_a_word(published, tmp_path):
    """The register is gone, then the data."""
    out, register = shutil.copytree(published, tmp_path / "processed"), tmp_path / "register"
    with serving(out, REGISTER_ADDRESS=f"sqlite:///{register}/register.sqlite") as server:
        assert told(server, "ok") == (200, "ok")
        register.rename(tmp_path / "away")
        assert told(server, "register") == (503, "register")
        (out / "current").unlink()
        assert told(server, "data register") == (503, "data register")
        alive = get(server, "healthz")
        assert (alive.status_code, alive.text) == (200, "ok")


def test_no_page_waits_long_for_a_database_that_does_not_answer(processed, new_address):
    """What it told last stands in, and later it is asked again."""
    with way_to(make_url(new_address("postgresql", is_made=True))) as (way, address):
        register = address.render_as_string(hide_password=False)
        with serving(processed, REGISTER_ADDRESS=register) as server, Visitor(server) as visitor:
            begun = time.monotonic()
            for page in ("tiltak", "meld-inn"):
                assert SILENT not in visitor.ask(page)
            # What the pages take by themselves, on a machine as busy as this one is.
            else_taken = time.monotonic() - begun
            with way.silent():
                # What was found just before it fell silent holds no longer.
                time.sleep(warehouse.LOOK_HOLDS)
                for page in ("tiltak", "meld-inn", "runder", "omfang", ""):
                    begun = time.monotonic()
                    assert SILENT in visitor.ask(page)
                    assert time.monotonic() - begun < LONGEST_OF_A_PAGE + else_taken
                assert told(server, "register") == (503, "register")
            assert told(server, "ok") == (200, "ok")
            assert SILENT not in visitor.ask("tiltak")


def told(server: Server, expected: str) -> tuple[int, str]:
    """What a monitor is told at last: an answer stands for a second."""
    for _ in range(100):
        answer = get(server, "readyz")
        if answer.text == expected:
            break
        time.sleep(0.1)
    return answer.status_code, answer.text


def test_parts_of_streamlit_that_are_taken_the_place_of_are_there():
    """Where one is renamed, what takes its place would be used by nobody."""
    assert hasattr(app_session, "ScriptRunner") and hasattr(websocket_session_manager, "AppSession")
    assert "self._scriptrunner.on_event.connect(self._on_scriptrunner_event)" in inspect.getsource(AppSession)
    assert hasattr(runtime, "MESSAGE_FLUSH_INTERVAL_SECS")
    for place, names in (
        (AppSession, ("on_flushed_messages_sent", "_populate_app_pages", "_compute_skills_nudge_state")),
        (runtime.Runtime, ("_send_message",)),
        (MediaFileManager, ("_get_inactive_file_ids", "_remove_orphaned_deferred_callables", "execute_deferred")),
        (html, ("clean_text", "_is_file", "_html_only_style_tags")),
        (navigation_page, ("calc_hash",)),
        (SafeSessionState, ("filtered_state",)),
    ):
        assert all(hasattr(place, name) for name in names), place


def test_a_field_finds_the_same_of_what_a_session_keeps():
    state = SessionState()
    state["left empty"], state["typed"] = None, "text"
    found = LookedUp(SafeSessionState(state, lambda: None))
    assert {**found} == {"left empty": None, "typed": "text"} and len(found) == 2
    assert found["left empty"] is None and "left empty" in found and "never drawn" not in found


def test_a_session_lets_go_of_what_it_has_said_when_it_is_sent():
    session = Session.__new__(Session)
    # As one that has ended, which has nothing to end when it goes away.
    session._state, session._settle_pending = AppSessionState.SHUTDOWN_REQUESTED, False
    session._browser_queue, session.kept = ForwardMsgQueue(), Kept()
    session._browser_queue.enqueue(ForwardMsg(script_finished=0))
    [said] = session.flush_browser_queue()
    assert len(said) == 1
    session.on_flushed_messages_sent()
    assert said == [] and session.flush_browser_queue() == []


def test_a_long_page_is_handed_over_in_order_and_never_more_than_a_connection_takes():
    session, parts = Session.__new__(Session), 3 * MOST_AT_ONCE + 1
    session._state, session._settle_pending = AppSessionState.SHUTDOWN_REQUESTED, False
    session._browser_queue, session.kept = ForwardMsgQueue(), Kept()
    for number in range(parts):
        session._browser_queue.enqueue(ForwardMsg(page_config_changed={"title": str(number)}))
    handed = session.flush_browser_queue()
    assert max(map(len, handed)) <= MOST_AT_ONCE < WEBSOCKET_MAX_SEND_QUEUE_SIZE
    assert [int(one.page_config_changed.title) for together in handed for one in together] == [*range(parts)]


def test_what_a_session_says_goes_to_the_connection_that_it_has_now():
    """And none of it to the one that it had when the loop looked which there are."""

    class Client:
        def __init__(self):
            self.heard = []

        def write_forward_msg(self, message: ForwardMsg) -> None:
            self.heard.append(message)

    session, before, now = SimpleNamespace(id="of one"), Client(), Client()
    infos = [SimpleNamespace(session=session, client=client, script_run_count=0) for client in (before, now)]
    serving = Serving.__new__(Serving)
    serving._session_mgr = SimpleNamespace(get_active_session_info=lambda id: infos[1])
    serving._send_message(infos[0], [ForwardMsg(hash="first"), ForwardMsg(hash="second")])
    assert [message.hash for message in now.heard] == ["first", "second"] and not before.heard


def test_what_runs_that_follow_at_once_say_comes_in_order_and_the_last_one_whole(server):
    """Nothing of a run comes before it is said to have begun, or after it is said to have ended."""
    cookie = {"Cookie": f"{machine.COOKIE}={TOKEN}"}
    how = {"subprotocols": ["streamlit"], "additional_headers": cookie, "max_size": None}

    def heard(*pages: str) -> list[ForwardMsg]:
        came = []
        with sync_client.connect(server.stream, **how) as connection, suppress(TimeoutError):
            for page in pages:
                message = BackMsg()
                message.rerun_script.page_name = page
                connection.send(message.SerializeToString())
            while True:
                came.append(ForwardMsg.FromString(connection.recv(timeout=2)))
        return came

    def parts(said: list[ForwardMsg]) -> list:
        return [list(message.metadata.delta_path) for message in said if message.WhichOneof("type") == "delta"]

    said, is_running, begun = heard(*["tiltak"] * 30, "omfang"), False, 0
    for place, message in enumerate(said):
        kind = message.WhichOneof("type")
        assert is_running or kind not in ("delta", "script_finished"), place
        begun = place if kind == "new_session" else begun
        is_running = kind == "new_session" or (is_running and kind != "script_finished")
    assert not is_running and begun
    assert parts(said[begun:]) == parts(heard("omfang")) != []


def test_a_run_says_the_settings_that_streamlit_would_say():
    for fill, kind, abouts in (
        (app_session._populate_theme_msg, CustomThemeConfig, [(), ("theme.light",), ("theme.dark.sidebar",)]),
        (app_session._populate_config_msg, Config, [()]),
    ):
        once = streamlit_parts.filled_once(fill)
        for about in [*abouts, *abouts]:
            asked, made = kind(), kind()
            fill(asked, *about)
            once(made, *about)
            assert made == asked


def calls(server: Server, kind: str) -> int:
    """How often the server has asked the system to read (`syscr`) or write, as uvloop does it and SQLite."""
    told = Path(f"/proc/{server.process.pid}/io")
    if not told.exists():
        pytest.skip("the system does not tell")
    return int(re.search(rf"{kind}: (\d+)", told.read_text())[1])


def test_the_register_is_looked_at_beside_the_runs_while_somebody_has_a_page_open(server):
    def looks() -> int:
        before = calls(server, "syscr")
        time.sleep(2)
        return calls(server, "syscr") - before

    with Visitor(server) as visitor:
        visitor.ask("ord")
        assert looks() >= 10
    for _ in range(30):
        if looks() < 10:
            break
    else:
        pytest.fail("it is looked at also when nobody is there")


def test_what_a_run_says_is_written_in_a_few_calls(server):
    """Each says some twenty parts, and the server's own threads wake each other a few times."""

    def writes() -> int:
        return calls(server, "syscw")

    with Visitor(server) as visitor:
        visitor.ask("tiltak")
        before, runs = writes(), 10
        for _ in range(runs):
            visitor.ask("tiltak")
        assert (writes() - before) / runs < 12


def test_what_is_said_is_shortened_by_all_that_was_said_before(server):
    as_browser = {"compression": None, "extensions": [ClientPerMessageDeflateFactory()]}
    cookie = {"Cookie": f"{machine.COOKIE}={TOKEN}"}
    with sync_client.connect(
        server.stream, subprotocols=["streamlit"], additional_headers=cookie, **as_browser
    ) as connection:
        [shortens] = connection.protocol.extensions
        assert shortens.remote_max_window_bits == 15


def as_a_browser(server: Server, *session: str):
    """A connection, or another of the same session, after a token that it has no use for."""
    cookie = {"Cookie": f"{machine.COOKIE}={TOKEN}"}
    protocols = ["streamlit", *(("no-token", *session) if session else ())]
    return sync_client.connect(server.stream, subprotocols=protocols, additional_headers=cookie, max_size=None)


def said(connection, page: str, has: list[str]) -> list[ForwardMsg]:
    message, came = BackMsg(), []
    message.rerun_script.page_name = page
    message.rerun_script.cached_message_hashes.extend(has)
    connection.send(message.SerializeToString())
    while not came or came[-1].WhichOneof("type") != "script_finished":
        came.append(ForwardMsg.FromString(connection.recv(timeout=60)))
    return came


def kept_of(came: list[ForwardMsg]) -> list[str]:
    return [message.hash for message in came if message.metadata.cacheable]


def by_name(came: list[ForwardMsg]) -> list[str]:
    return [message.ref_hash for message in came if message.WhichOneof("type") == "ref_hash"]


def test_what_a_browser_has_is_sent_by_its_name_alone(server):
    with as_a_browser(server) as connection:
        has = kept_of(said(connection, "ord", []))
        again = said(connection, "ord", has)
    assert has == by_name(again) != []
    assert max(message.ByteSize() for message in again if message.WhichOneof("type") == "delta") < 1000


def test_what_a_browser_may_have_let_go_of_is_sent_whole_also_where_it_names_it(server):
    """It may have said so before it heard that the runs before have ended."""
    with as_a_browser(server) as connection:
        has = kept_of(said(connection, "ord", []))
        for _ in range(10):
            said(connection, "tilgjengelighet", [])
        late = said(connection, "ord", has)
    assert not set(by_name(late)) & set(has) and set(has) <= set(kept_of(late))


def test_a_file_comes_though_its_page_and_those_of_others_are_run_meanwhile(server):
    with as_a_browser(server) as mine, as_a_browser(server) as others:
        came = said(mine, "krisesenteret", [])
        offers = [message.delta.new_element.download_button.deferred_file_id for message in came]
        said(mine, "krisesenteret", [])
        message = BackMsg()
        message.backend_operation_request.session_id = came[0].new_session.initialize.session_id
        message.backend_operation_request.deferred_file.file_id = next(filter(None, offers))
        mine.send(message.SerializeToString())
        while (answer := ForwardMsg.FromString(mine.recv(timeout=60))).WhichOneof(
            "type"
        ) != "backend_operation_response":
            pass
        address = answer.backend_operation_response.deferred_file.url
        for _ in range(3):
            said(others, "ord", [])
        assert address.startswith("/media/"), answer
        assert get(server, address.removeprefix("/")).status_code == 200


def test_a_session_that_comes_back_is_sent_all_of_it(server):
    """What it was sent last may not have come."""

    def session_of(came: list[ForwardMsg]) -> str:
        [session] = {told.new_session.initialize.session_id for told in came if told.HasField("new_session")}
        return session

    with as_a_browser(server) as connection:
        first = said(connection, "ord", [])
        # The line is cut off: a page that is closed ends its session.
        connection.socket.shutdown(socket.SHUT_RDWR)
    for _ in range(50):
        with as_a_browser(server, session_of(first)) as connection:
            again = said(connection, "ord", kept_of(first))
        if session_of(again) == session_of(first):
            break
        # The server has not noticed yet.
        time.sleep(0.1)
    else:
        pytest.fail("the session has not come back")
    assert not by_name(again) and set(kept_of(first)) <= set(kept_of(again))


def test_what_is_said_in_parts_is_sent_at_once_by_what_the_launcher_starts(monkeypatch):
    monkeypatch.setattr(starlette_server, "_bind_socket", starlette_server._bind_socket)
    monkeypatch.setenv(machine.VARIABLE, TOKEN)
    monkeypatch.setattr(cli, "main", lambda *arguments, **named: None)
    monkeypatch.setattr(warming, "is_wanted", False)
    assert start.serve([]) == 0 and warming.is_wanted
    with starlette_server._bind_socket("127.0.0.1", 0, 1) as listening:
        with socket.create_connection(listening.getsockname()):
            listening.setblocking(True)
            taken, _ = listening.accept()
            with taken:
                assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
