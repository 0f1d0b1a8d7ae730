"""The server that mail is sent by: spoken to over TLS alone, and asked in such steps that it is known what went out."""

import os
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage

from register.reminders import REFUSED, SENT, UNSURE, Outcome
from register.settings import TLS, Mail

PASSWORD = "MAIL_PASSWORD"
SECONDS = 15
"""The longest that the server may be silent."""
OK = (250, 251)


class MailError(Exception):
    """The server can not be used, and nothing more is sent; the message says why, in Norwegian."""


def connect(mail: Mail) -> smtplib.SMTP:
    """A server that will take mail. Raises MailError.

    A certificate that is signed by somebody of one's own is named in SSL_CERT_FILE, as for all that uses OpenSSL.
    """
    context = ssl.create_default_context()
    server: smtplib.SMTP | None = None
    try:
        if mail.tls == TLS:
            server = smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=context)
        else:
            server = smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)
            server.starttls(context=context)
        server.ehlo_or_helo_if_needed()
        if mail.user:
            server.login(mail.user, os.environ.get(PASSWORD, ""))
        return server
    except (OSError, ValueError) as error:
        if server is not None:
            server.close()
        # Neither what the server said nor what was sent to it is told: it may hold the password.
        raise MailError(_why(error)) from None


def is_lost(server: smtplib.SMTP) -> bool:
    """Must it be connected to anew?"""
    return server.sock is None


def deliver(server: smtplib.SMTP, message: EmailMessage, sender: str, to: str) -> Outcome:
    """What became of it; the server then takes another, or is lost."""
    try:
        for ask in (lambda: server.mail(sender), lambda: server.rcpt(to)):
            code, _ = ask()
            if code not in OK:
                return _refused(server, code)
    except OSError as error:
        server.close()
        return Outcome(REFUSED, _why(error))
    try:
        code, _ = server.data(message.as_bytes())
    except smtplib.SMTPDataError as error:
        return _refused(server, error.smtp_code)
    except OSError as error:
        # The server may have taken it, and not come to say so.
        server.close()
        return Outcome(UNSURE, _why(error))
    if code in OK:
        return Outcome(SENT)
    # What is no answer at all says neither yes nor no.
    return _refused(server, code) if 400 <= code < 600 else Outcome(UNSURE, _odd(code))


def leave(server: smtplib.SMTP | None) -> None:
    if server is not None:
        with suppress(OSError):
            server.quit()


def _refused(server: smtplib.SMTP, code: int) -> Outcome:
    """What stands of it is taken back, so that the next is asked of alone."""
    with suppress(OSError):
        if server.rset()[0] not in OK:
            server.close()
    return Outcome(REFUSED, f"E-postserveren tok ikke imot den (kode {code}).")


def _why(error: Exception) -> str:
    # smtplib tells of an answer that does not come in time as of a connection that is broken.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "E-postserveren svarte ikke i tide."
    match error:
        case ssl.SSLCertVerificationError():
            return "E-postserveren har ikke et gyldig sertifikat."
        case ssl.SSLError():
            return "E-postserveren kunne ikke nås over en sikker forbindelse."
        case smtplib.SMTPAuthenticationError() | ValueError():
            return "E-postserveren godtok ikke brukernavnet og passordet."
        case smtplib.SMTPServerDisconnected():
            return "E-postserveren brøt forbindelsen."
        case smtplib.SMTPResponseException(smtp_code=code):
            return _odd(code)
        case smtplib.SMTPException():
            return (
                "E-postserveren tilbyr ikke det som trengs: en sikker forbindelse (STARTTLS), eller innlogging i den."
            )
    return "E-postserveren kan ikke nås."


def _odd(code: int) -> str:
    return f"E-postserveren ga et uventet svar (kode {code})."
