"""A server on loopback that gives the replies of a test, over real HTTP."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Reply:
    """One answer; `missing_bytes` are promised in its length and never sent."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    missing_bytes: int = 0


def as_json(answer: object) -> Reply:
    return Reply(json.dumps(answer, ensure_ascii=False).encode(), headers={"Content-Type": "application/json"})


@contextmanager
def answering(answer: Callable[[str], Reply]) -> Iterator[str]:
    """The address of a server that answers what it is asked for, a path with its query."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            reply = answer(self.path)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) + reply.missing_bytes))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
