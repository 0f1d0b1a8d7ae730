"""What is said goes to a browser whole, in order, and as one where it is said at one turn."""

import asyncio
import socket

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


@pytest.mark.parametrize("turns", [1, 50])
def test_all_of_it_comes_over_a_real_connection(turns):
    """Also more than a connection takes at once."""
    parts = [bytes([turn % 256]) * 100_000 for turn in range(100)]

    async def sent(here: socket.socket, there: socket.socket) -> bytes:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_connection(asyncio.Protocol, sock=here)
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

    assert asyncio.run(sent(*socket.socketpair())) == b"".join(parts)
