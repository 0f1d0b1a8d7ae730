"""Charts drawn as pictures: here, or in a process of their own, since the renderer keeps all of Python waiting.

Run as a program it reads a Vega-Lite specification a line, and writes each picture behind its length.
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


def _use_the_renderers_own_fonts() -> None:
    """The renderer looks for fonts once, at its first use; a font of the machine is read anew for every letter."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    vl_convert.svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text>a</text></svg>')
    # Programs started from here (browsers) need the machine's fonts.
    del os.environ["FONTCONFIG_FILE"]
    if before is not None:
        os.environ["FONTCONFIG_FILE"] = before


_use_the_renderers_own_fonts()


def png(spec: dict | str, scale: float) -> bytes:
    return vl_convert.vegalite_to_png(spec, scale=scale)


def svg(spec: dict) -> bytes:
    """Text stays text."""
    return vl_convert.vegalite_to_svg(spec).encode()


@contextmanager
def renderer() -> Iterator[Callable[[dict], Future]]:
    """Gives a function that begins on the picture of a specification, as PNG, and returns at once."""
    # As a file, not as a module: its package imports all that charts are made with, which takes twenty times as long.
    command = [sys.executable, "-P", __file__]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process,
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
        picture = png(line.decode(), SCALE)
        sys.stdout.buffer.write(LENGTH.pack(len(picture)) + picture)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
