"""Charts drawn in a process of their own: the renderer keeps all of Python waiting while it draws.

`python -m content.charts.drawing` reads a Vega-Lite specification a line, and writes each picture behind its length.
"""

import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from json import dumps
from pathlib import Path

import vl_convert

ROOT = Path(__file__).parent.parent.parent
SCALE = 2.5
LENGTH = struct.Struct(">I")


@contextmanager
def renderer() -> Iterator[Callable[[dict], Future]]:
    """Gives a function that begins on the picture of a specification, as PNG, and returns at once."""
    own_fonts = {"FONTCONFIG_FILE": str(Path(__file__).with_name("fonts.conf"))}
    with (
        subprocess.Popen(
            [sys.executable, "-m", __spec__.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | own_fonts,
        ) as process,
        ThreadPoolExecutor(1) as waiting,
    ):
        yield lambda spec: waiting.submit(_drawn, process, spec)


def _drawn(process: subprocess.Popen, spec: dict) -> bytes:
    """One at a time: a picture is read before the next is asked for, so that neither waits for the other forever."""
    process.stdin.write(dumps(spec).encode() + b"\n")
    process.stdin.flush()
    length = process.stdout.read(LENGTH.size)
    if not length:
        raise RuntimeError("The process that draws charts has ended; it says why on its standard error.")
    return process.stdout.read(*LENGTH.unpack(length))


def main() -> None:
    for line in sys.stdin.buffer:
        picture = vl_convert.vegalite_to_png(line.decode(), scale=SCALE)
        sys.stdout.buffer.write(LENGTH.pack(len(picture)) + picture)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
