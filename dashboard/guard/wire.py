"""How what is said goes to a browser: in few bytes, and all that is said at one turn of the server's loop at once."""

import asyncio
from functools import partial

from uvicorn.protocols.websockets import websockets_sansio_impl
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory


class Together:
    """The transport of a connection, which writes once at each turn of the loop: each write is a call of the system,
    and a run says some twenty parts."""

    def __init__(self, transport: asyncio.Transport):
        self._transport = transport
        self._held: list[bytes] = []

    def __getattr__(self, name: str):
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._held:
            asyncio.get_running_loop().call_soon(self._write)
        self._held.append(data)

    def close(self) -> None:
        self._write()
        self._transport.close()

    def _write(self) -> None:
        held, self._held = self._held, []
        # Who is gone hears nothing; uvloop would make it an error.
        if held and not self._transport.is_closing():
            self._transport.write(b"".join(held))


def guard() -> None:
    """Have the server speak so."""
    made = WebSocketsSansIOProtocol.connection_made

    def connection_made(self: WebSocketsSansIOProtocol, transport: asyncio.BaseTransport) -> None:
        made(self, transport)
        self.transport = Together(self.transport)

    WebSocketsSansIOProtocol.connection_made = connection_made
    # What is said is shortened by what was said before it: uvicorn looks back over 4 kB, and one picture is longer.
    shortens = partial(ServerPerMessageDeflateFactory, compress_settings={"memLevel": 8})
    websockets_sansio_impl.ServerPerMessageDeflateFactory = lambda **_: shortens()
