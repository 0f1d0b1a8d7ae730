"""Which names the server answers to: what a foreign page calls it is not one of them."""

import logging
from fnmatch import fnmatch

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse

from dashboard.machine import LOOPBACK, name_of

FOREIGN = PlainTextResponse(
    "Løsningen svarer ikke på dette navnet. Den som drifter den, kan legge navnet til i «allowedHosts» i "
    ".streamlit/config.toml.",
    403,
)


class Hosts:
    """Refuses pages, files and connections alike. Streamlit looks at the connections alone."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] in ("http", "websocket") and not is_own(HTTPConnection(scope).headers.get("host", "")):
            logging.getLogger(__name__).warning("a request by a foreign name is refused")
            await FOREIGN(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_own(host: str) -> bool:
    """Those of `server.allowedHosts`; without any, where the server listens on a loopback address alone, only that."""
    if allowed := st.get_option("server.allowedHosts"):
        return any(fnmatch(name_of(host) or "", pattern.lower()) for pattern in allowed)
    return st.get_option("server.address") not in LOOPBACK or name_of(host) in LOOPBACK
