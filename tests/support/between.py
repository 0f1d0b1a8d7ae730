"""A way to a database that can fall silent: it still takes what is sent, also new connections, and passes nothing on."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import URL


class Way:
    """To an address, by a port of its own."""

    def __init__(self, host: str, port: int):
        self._to = host, port
        self._is_open = threading.Event()
        self._is_open.set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = [self._door]
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._let_in, daemon=True).start()

    @contextmanager
    def silent(self) -> Iterator[None]:
        self._is_open.clear()
        try:
            yield
        finally:
            self._is_open.set()

    def close(self) -> None:
        for end in self._ends:
            end.close()

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(self._to)
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while sent := one.recv(65536):
                self._is_open.wait()
                other.sendall(sent)
            other.shutdown(socket.SHUT_WR)


@contextmanager
def way_to(address: URL) -> Iterator[tuple[Way, URL]]:
    """A way to a database, and the address by that way."""
    way = Way(address.host, address.port)
    try:
        yield way, address.set(port=way.port)
    finally:
        way.close()
