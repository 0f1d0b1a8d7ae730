"""What a rerun of each page costs, as a ratio to a bare page that shows the same finished charts from constants.

Where a page has fields to fill in, the bare page has as many of each kind. Beside it stands the ratio to a page that
says all that ours says, from constants: it is what Streamlit takes to say so much.

`python benchmarks/pages.py`: two real servers on the loopback address, a client that asks each in turn for a rerun and
waits for its end; medians. LIMIT is what must hold; the exit status is 1 when a page is over it.

What would flatter is kept out: without a pause the bare server waits for the network's own delay (40 ms); and the bare
page too is spared looking through what was loaded at its start, and copying its constants at each run.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import MutableMapping
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import websockets  # noqa: E402
from streamlit import config  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402

from content import warehouse, wording  # noqa: E402
from content.figures import figures  # noqa: E402
from content.figures.figure import show  # noqa: E402
from dashboard import machine  # noqa: E402

TOKEN = "of-whoever-measures"
OURS = "dashboard/server.py"
"""Started as it is where it is used."""
RERUNS = 21
LIMIT = 1.1
# Longer than a receiver may wait before it says that something has come.
PAUSE = 0.1
BARE = """
import gc
import itertools
import json
import streamlit as st
from pathlib import Path

@st.cache_resource
def specs():
    found = json.loads(Path({path!r}).read_text(encoding="utf-8"))
    gc.collect()
    gc.freeze()
    return found

def chart(spec):
    st.vega_lite_chart(spec, theme=None, alt="Bare", key=f"chart_{{next(numbers)}}")

def field(kind):
    more = {{"options": ["a", "b"]}} if kind in ("selectbox", "radio", "segmented_control") else {{}}
    more |= {{"data": b"a"}} if kind == "download_button" else {{}}
    number = next(numbers)
    getattr(st, kind)(f"Bare {{number}}", key=f"{{kind}}_{{number}}", **more)

def say(parts):
    for part in parts:
        match part:
            case ("chart", spec):
                chart(spec)
            case ("heading", tag, body, anchor):
                {{"h1": st.title, "h2": st.header, "h3": st.subheader}}[tag](body, anchor=anchor or False)
            case ("html" | "markdown" | "caption" as kind, body):
                getattr(st, kind)(body)
            case ("columns", inner):
                for place, (_, within) in zip(st.columns(len(inner)), inner):
                    with place:
                        say(within)
            case ("expander", label, inner):
                with st.expander(label):
                    say(inner)
            case ("container" | "column", inner):
                with st.container():
                    say(inner)
            case (kind,):
                field(kind)

numbers = itertools.count()
st.set_page_config(page_title="Bare", layout="wide")
shown = specs()[st.query_params["page"]]
if "words" in st.query_params:
    say(shown["said"])
else:
    st.title("Bare")
    for spec in shown["charts"]:
        chart(spec)
    for kind, count in shown["fields"].items():
        for _ in range(count):
            field(kind)
"""
FIELDS = {kind: kind for kind in ("selectbox", "text_input", "text_area", "checkbox", "radio")} | {
    "button_group": "segmented_control"
}
"""What a field is called when it is sent → what makes one."""
PRESSED = ("button", "download_button")
KEPT_RUNS = config.get_option("global.maxCachedMessageAge")
"""A browser forgets what it was sent when as many runs have ended without it."""
_kept: MutableMapping[websockets.ClientConnection, dict[str, tuple[ForwardMsg, int]]] = WeakKeyDictionary()
"""Connection → hash → what a browser keeps of what it was sent, and for how many runs more."""


@contextmanager
def served(script: str):
    """A server of the script; yields its port."""
    with started(script) as (port, _):
        yield port


@contextmanager
def started(script: str):
    """A server of the script; yields its port and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        *(["dashboard.start"] if script == OURS else ["streamlit", "run", script]),
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT), machine.VARIABLE: TOKEN}
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=environment)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


async def rerun(
    socket, query: str = "", page: str = "", said: list[ForwardMsg] | None = None
) -> tuple[float, dict[str, str], list[str], Counter]:
    """Ask for a rerun and wait for its end: seconds, pages by address, texts of the charts, number of fields.

    `said` is filled with all that comes. What a browser keeps, it is not sent again: it tells which that is.
    """
    kept = _kept.setdefault(socket, {})
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_script_hash = page
    message.rerun_script.cached_message_hashes.extend(kept)
    pages, shown, fields = {}, [], Counter()
    await asyncio.sleep(PAUSE)
    started = time.perf_counter()
    await socket.send(message.SerializeToString())
    while True:
        answer = _whole(ForwardMsg.FromString(await socket.recv()), kept)
        if said is not None:
            said.append(answer)
        kind = answer.WhichOneof("type")
        if kind == "navigation":
            pages = {found.url_pathname: found.page_script_hash for found in answer.navigation.app_pages}
        element = answer.delta.new_element.WhichOneof("type") if kind == "delta" else None
        if element == "vega_lite_chart":
            shown.append(answer.delta.new_element.vega_lite_chart.alt)
        if element in FIELDS:
            fields[FIELDS[element]] += 1
        if kind == "script_finished":
            ended = time.perf_counter()
            _kept[socket] = {hash: (told, runs - 1) for hash, (told, runs) in kept.items() if runs}
            return ended - started, pages, shown, fields


def _whole(answer: ForwardMsg, kept: dict[str, tuple[ForwardMsg, int]]) -> ForwardMsg:
    """What is said, also where it is what was kept."""
    if answer.WhichOneof("type") == "ref_hash":
        told = ForwardMsg()
        told.CopyFrom(kept[answer.ref_hash][0])
        told.metadata.CopyFrom(answer.metadata)
    else:
        told = answer
    if told.metadata.cacheable or told is not answer:
        kept[told.hash] = told, KEPT_RUNS
    return told


def parts_of(said: list[ForwardMsg], specs: dict[str, dict]) -> list:
    """All that a run has said, as the bare page says it again; what has no words of its own is left out."""
    within: dict[tuple, list] = {(): []}
    for delta, path in ((one.delta, tuple(one.metadata.delta_path)) for one in said if one.HasField("delta")):
        part = _block(delta.add_block) if delta.HasField("add_block") else _element(delta.new_element, specs)
        if part:
            within.setdefault(path[:-1], []).append(part)
            if delta.HasField("add_block"):
                within[path] = part[-1]
    return within[(0,)]


def _block(block) -> tuple:
    if block.HasField("expandable"):
        return "expander", block.expandable.label, []
    return "column" if block.HasField("column") else "container", []


def _element(element, specs: dict[str, dict]) -> tuple | None:
    match kind := element.WhichOneof("type"):
        case "heading":
            return kind, element.heading.tag, element.heading.body, element.heading.anchor
        case "html" | "markdown":
            told = getattr(element, kind)
            is_caption = kind == "markdown" and told.element_type == told.CAPTION
            return ("caption" if is_caption else kind), told.body
        case "vega_lite_chart":
            alt = element.vega_lite_chart.alt
            return next((("chart", spec) for question, spec in specs.items() if alt.startswith(question)), None)
    return (FIELDS.get(kind, kind),) if kind in FIELDS or kind in PRESSED else None


def with_columns(parts: list) -> list:
    """Columns stand in a container that is made of them alone."""
    made = []
    for part in parts:
        *about, inner = part
        if isinstance(inner, list):
            is_row = part[0] == "container" and inner and all(one[0] == "column" for one in inner)
            part = ("columns" if is_row else about[0], *about[1:], with_columns(inner))
        made.append(part)
    return made


def opened(port: int):
    """A visitor; the first may come while the server still loads what the pages use."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    return websockets.connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=120)


def finished_specs() -> dict[str, dict]:
    """The specification of every figure, by its question, with which the alternative text of a chart begins."""
    version = warehouse.version_in_use()
    made = [show(figure, version, figure.on(wording.today())) for figure in figures(version).values()]
    return {shown.question: shown.spec for shown in made if shown and shown.chart}


async def compared() -> int:
    specs, worst = finished_specs(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        constants, script = Path(folder) / "specs.json", Path(folder) / "bare.py"
        script.write_text(BARE.format(path=str(constants)), encoding="utf-8")
        with served("dashboard/server.py") as port:
            async with opened(port) as ours:
                _, pages, *_ = await rerun(ours)
                shown_on = {}
                for path, page in pages.items():
                    said: list[ForwardMsg] = []
                    _, _, shown, fields = await rerun(ours, page=page, said=said)
                    found = [spec for text in shown for question, spec in specs.items() if text.startswith(question)]
                    words = with_columns(parts_of(said, specs))
                    shown_on[path] = {"charts": found, "fields": fields, "said": words}
                constants.write_text(json.dumps(shown_on, default=str), encoding="utf-8")
                with served(str(script)) as bare_port:
                    async with opened(bare_port) as bare:
                        print(
                            f"{'page':<24}{'charts':>7}{'fields':>7}{'page ms':>10}{'bare ms':>10}{'ratio':>8}", end=""
                        )
                        print(f"{'said ms':>10}{'ratio':>8}")
                        for path, page in pages.items():
                            asked = [(ours, "", page), (bare, f"page={path}", ""), (bare, f"page={path}&words=1", "")]
                            rounds = []
                            for _ in range(RERUNS):
                                rounds.append([(await rerun(*ask))[0] for ask in asked])
                            page_time, bare_time, said_time = map(statistics.median, zip(*rounds, strict=True))
                            worst = max(worst, page_time / bare_time)
                            print(f"{path or '(oversikt)':<24}{len(shown_on[path]['charts']):>7}", end="")
                            print(f"{shown_on[path]['fields'].total():>7}", end="")
                            for time_taken in (page_time, bare_time):
                                print(f"{time_taken * 1e3:>10.1f}", end="")
                            print(f"{page_time / bare_time:>8.2f}{said_time * 1e3:>10.1f}{page_time / said_time:>8.2f}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(asyncio.run(compared()))
