"""Addresses of e-mail: which of them a draft can be addressed to, and which may be a person's."""

import re

WORD, LABEL = r"[\w+-]+", r"[^\W_]([^\W_]|-)*(?<!-)"
ADDRESS = re.compile(rf"(?=.{{1,64}}@){WORD}(\.{WORD})*@({LABEL}\.)+{LABEL}", re.ASCII | re.IGNORECASE)
# Two words before the @: a first and a last name, or initials and one; none of them one for where all post comes.
PERSONAL = re.compile(
    r"(?!([^@]*[._-])?(post(mottak)?|servicetorg(et)?)[._@-])[^\W\d]+[._-][^\W\d]{2,}[._\w-]*@", re.IGNORECASE
)


def deliverable(address: str | None) -> str | None:
    """As it is written in a header; None where there is none, or no header takes it, as one that is blacked out."""
    if not isinstance(address, str):
        return None
    local, _, domain = address.rpartition("@")
    try:
        host = domain.encode("idna")
        # What is written must not lead elsewhere than it seems to: «ﬁ» would become «fi».
        is_as_typed = domain.isascii() or host.decode("idna") == domain.lower()
    except UnicodeError:
        return None
    written = f"{local}@{host.decode()}"
    return written if is_as_typed and ADDRESS.fullmatch(written) else None


def doubt(address: str) -> str | None:
    """What to ask before an address is saved, None when there is nothing to ask."""
    if PERSONAL.match(address):
        return f"«{address}» ser ut som adressen til en enkeltperson. Skal den lagres likevel?"
    return None
