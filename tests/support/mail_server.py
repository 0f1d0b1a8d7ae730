"""A server of mail on this machine, over TLS: it takes what it is sent, or does what it is told to do wrong."""

import socketserver
import ssl
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from register.settings import STARTTLS, TLS, Mail

USER, PASSWORD, SENDER = "post", "hemmelig-ord-ingen-ser", "post@planen.example"
HANG, CUT = "hang", "cut"
"""What it does at a step in place of answering; anything else is the answer."""


@dataclass
class MailServer:
    port: int
    tls: str
    context: ssl.SSLContext
    certificate: Path
    asks_for_login: bool = False
    wrong: dict[tuple[str, str], str] = field(default_factory=dict)
    """Step, and the address that the message is to, or «» → what is done there."""
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    """To whom it was, and what came."""
    steps: list[str] = field(default_factory=list)
    """What it has been asked, in clear and over TLS."""
    reached: threading.Event = field(default_factory=threading.Event)
    """It hangs now."""
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def settings(self) -> Mail:
        return Mail("localhost", self.port, self.tls, SENDER, USER if self.asks_for_login else "")


class CutOffError(Exception):
    pass


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        known: MailServer = self.server.known
        try:
            if known.tls == TLS:
                self._encrypt(known)
            self._answer(known, "connect", "", "220 localhost")
            self._talk(known)
        except (CutOffError, OSError):
            return

    def _talk(self, known: MailServer) -> None:
        sender = to = ""
        is_safe = known.tls == TLS
        while line := self.rfile.readline():
            words = line.decode().strip()
            step = words.split(":")[0].split(" ")[0].lower()
            known.steps.append(f"{step}{' (TLS)' if is_safe else ''}")
            match step:
                case "ehlo":
                    offers = [] if is_safe else ["STARTTLS"]
                    offers += ["AUTH PLAIN"] if known.asks_for_login and is_safe else []
                    lines = ["localhost", *offers]
                    told = "\r\n".join(f"250{'-' if n < len(lines) - 1 else ' '}{x}" for n, x in enumerate(lines))
                    self._answer(known, step, "", told)
                case "starttls":
                    self._answer(known, step, "", "220 go on")
                    self._encrypt(known)
                    is_safe = True
                case "auth":
                    is_right = b64decode(words.split(" ")[2]).decode() == f"\0{USER}\0{PASSWORD}"
                    self._answer(known, step, "", "235 ok" if is_right else f"535 «{words}» is wrong")
                case "mail":
                    sender = words.partition("<")[2].partition(">")[0]
                    self._answer(known, step, to, "250 ok")
                case "rcpt":
                    to = words.partition("<")[2].partition(">")[0]
                    self._answer(known, step, to, "250 ok" if sender == SENDER else "550 who are you")
                case "data":
                    if self._answer(known, step, to, "354 go on"):
                        self._take(known, to)
                case "rset":
                    sender = to = ""
                    self._answer(known, step, "", "250 ok")
                case "quit":
                    self._answer(known, step, "", "221 bye")
                    return

    def _take(self, known: MailServer, to: str) -> None:
        body = b"".join(iter(self.rfile.readline, b".\r\n"))
        message = message_from_bytes(body.replace(b"\r\n..", b"\r\n."), policy=policy.default)
        if self._answer(known, "body", to, "250 taken"):
            known.taken.append((to, message))

    def _answer(self, known: MailServer, step: str, to: str, told: str) -> bool:
        """Returns whether it answered as a server should."""
        wrong = known.wrong.get((step, to)) or known.wrong.get((step, "")) or told
        if wrong == HANG:
            known.reached.set()
            known.over.wait()
        if wrong in (HANG, CUT):
            raise CutOffError
        self.wfile.write(f"{wrong}\r\n".encode())
        return wrong == told

    def _encrypt(self, known: MailServer) -> None:
        self.request = known.context.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", buffering=0)

    def finish(self) -> None:
        # As a connection is cut: TLS is not told that it is over.
        self.request.close()


class Listener(socketserver.ThreadingTCPServer):
    daemon_threads, block_on_close = True, False


@contextmanager
def mail_server(folder: Path, tls: str = STARTTLS, **how) -> Iterator[MailServer]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not certificate.exists():
        write_certificate(certificate, key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with Listener(("127.0.0.1", 0), Conversation) as listener:
        listener.known = MailServer(listener.server_address[1], tls, context, certificate, **how)
        threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}).start()
        try:
            yield listener.known
        finally:
            listener.known.over.set()
            listener.shutdown()


def write_certificate(certificate: Path, key: Path) -> None:
    """Of «localhost», signed by itself."""
    secret, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, secret.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(secret.public_key()), critical=False)
        .sign(secret, hashes.SHA256())
    )
    key.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))


@pytest.fixture(scope="session")
def mail_folder(tmp_path_factory) -> Path:
    """Where the server's certificate is kept: it is made once."""
    return tmp_path_factory.mktemp("mail")


@pytest.fixture
def mail(mail_folder, monkeypatch) -> Iterator[MailServer]:
    """A server of mail whose certificate is known here, spoken to with STARTTLS."""
    with mail_server(mail_folder) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        yield server
