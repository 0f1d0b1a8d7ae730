"""Whom a connection is counted for: a browser by the cookie it was given, whoever brings none by the address."""

from collections.abc import Mapping

from dashboard.draft_cookie import COOKIE, visit


def visitor(cookies: Mapping[str, str], address: str) -> str:
    return visit(cookies.get(COOKIE)) or address
