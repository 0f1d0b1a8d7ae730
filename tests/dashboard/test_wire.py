"""What is said goes to a browser whole, in order, and as one where it is said at one turn."""

import asyncio
import importlib
import socket
import struct
import sys

import pytest

from dashboard.guard.wire import Together


class Counted(asyncio.Transport):
    """What has been written, a write at a time."""

    def __init__(self):
        super().__init__({"peername": "somebody"})
        self.written, self.is_closed = [], False

    def is_closing(self) -> bool:
        return self.is_closed

    def write(self, data: bytes) -> None:
        self.written.append(bytes(data))

    def close(self) -> None:
        self.is_closed = True


def test_what_is_said_at_one_turn_is_written_once_and_the_rest_at_the_next():
    async def said() -> list[bytes]:
        transport = Counted()
        together = Together(transport)
        for part in (b"a", b"b", b"c"):
            together.write(part)
        assert transport.written == []
        await asyncio.sleep(0)
        together.write(b"d")
        await asyncio.sleep(0)
        assert together.get_extra_info("peername") == "somebody"
        return transport.written

    assert asyncio.run(said()) == [b"abc", b"d"]


def test_what_is_said_before_the_end_is_written_before_it():
    async def said() -> Counted:
        transport = Counted()
        together = Together(transport)
        together.write(b"goodbye")
        together.close()
        assert transport.written == [b"goodbye"] and transport.is_closed
        await asyncio.sleep(0)
        return transport

    assert asyncio.run(said()).written == [b"goodbye"]


def test_nothing_is_written_to_who_is_gone():
    async def said() -> list[bytes]:
        transport = Counted()
        Together(transport).write(b"too late")
        transport.close()
        await asyncio.sleep(0)
        return transport.written

    assert asyncio.run(said()) == []


LOOPS = [
    asyncio.new_event_loop,
    *([] if sys.platform == "win32" else [importlib.import_module("uvloop").new_event_loop]),
]


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("turns", [1, 50])
def test_all_of_it_comes_over_a_real_connection(turns, loop):
    """Also more than a connection takes at once."""
    parts = [bytes([turn % 256]) * 100_000 for turn in range(100)]

    async def sent(here: socket.socket, there: socket.socket) -> bytes:
        transport, _ = await asyncio.get_running_loop().create_connection(asyncio.Protocol, sock=here)
        reader, writer = await asyncio.open_connection(sock=there)
        together = Together(transport)
        for number, part in enumerate(parts):
            together.write(part)
            if number % turns == 0:
                await asyncio.sleep(0)
        together.close()
        found = await reader.read()
        writer.close()
        return found

    with asyncio.Runner(loop_factory=loop) as runner:
        assert runner.run(sent(*socket.socketpair())) == b"".join(parts)


@pytest.mark.parametrize("loop", LOOPS)
def test_a_browser_that_is_cut_off_while_it_is_spoken_to_is_no_error(loop):
    errors = []

    async def cut_off() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, told: errors.append(told))
        with socket.create_server(("127.0.0.1", 0)) as listening:
            there = socket.create_connection(listening.getsockname())
            here, _ = listening.accept()
        transport, _ = await asyncio.get_running_loop().connect_accepted_socket(asyncio.Protocol, here)
        together = Together(transport)
        # A reset, as of a machine that is gone.
        there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        there.close()
        for _ in range(200):
            together.write(b"a part")
            await asyncio.sleep(0)

    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(cut_off())
    assert errors == []
