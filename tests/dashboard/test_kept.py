"""What a browser is sent by its name alone, it still keeps, however late it hears of what came before."""

import random
from collections import deque

import pytest
import streamlit as st
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.guard.kept import Kept

MOST_AGE = 10
PAGES = {page: [f"{page} {part}" for part in range(2)] for page in "abcdefghijklmnop"}


@pytest.fixture(autouse=True)
def own_settings(monkeypatch):
    monkeypatch.setattr(st, "get_option", lambda name: MOST_AGE)


def part(name: str) -> ForwardMsg:
    message = ForwardMsg(hash=name)
    message.metadata.cacheable = True
    message.delta.new_element.html.body = name
    return message


def end() -> ForwardMsg:
    return ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)


class Browser:
    """Streamlit's own: it looks up a message as it comes, and counts the end of a run some time after."""

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}
        self.ended = self.not_counted = 0
        self.names, self.wholes = 0, 0

    def take(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "ref_hash":
                assert message.ref_hash in self.kept, "a page that stays empty"
                self.names += 1
                self.kept[message.ref_hash] = self.ended
            case "script_finished":
                self.not_counted += 1
            case _:
                self.wholes += 1
                self.kept[message.hash] = self.ended

    def count(self) -> None:
        for _ in range(self.not_counted):
            self.ended += 1
            self.kept = {name: ended for name, ended in self.kept.items() if self.ended - ended <= MOST_AGE}
        self.not_counted = 0

    def asks(self) -> ClientState:
        return ClientState(cached_message_hashes=list(self.kept))


@pytest.mark.parametrize("seed", range(20))
def test_what_is_sent_by_name_is_there_whatever_is_on_its_way(seed):
    chance, server, browser = random.Random(seed), Kept(), Browser()
    to_server, to_browser = deque(), deque()
    for _ in range(2000):
        match chance.randrange(4):
            case 0:
                # A few pages more often than others.
                to_server.append((browser.asks(), chance.choice(list(PAGES)[: chance.choice((3, 16))])))
            case 1 if to_server:
                asked, page = to_server.popleft()
                server.asked(asked)
                assert not asked.cached_message_hashes
                to_browser.extend(server.short(part(name)) for name in PAGES[page])
                to_browser.append(server.short(end()))
            case 2:
                for _ in range(min(len(to_browser), chance.randrange(6))):
                    browser.take(to_browser.popleft())
                    # The next may come before it is.
                    if browser.not_counted and (to_browser and to_browser[0].HasField("script_finished")):
                        browser.count()
            case 3 if chance.random() < 0.9:
                browser.count()
    assert browser.names > 100 < browser.wholes


def test_what_is_kept_is_sent_by_its_name_as_long_as_it_is_kept_for_certain():
    server, browser = Kept(), Browser()

    def run(page: str) -> int:
        before = browser.names
        server.asked(browser.asks())
        for message in (*map(part, PAGES[page]), end()):
            browser.take(server.short(message))
        browser.count()
        return browser.names - before

    assert [run("a"), run("a"), run("b"), run("a")] == [0, 2, 0, 2]
    for _ in range(MOST_AGE - 2):
        run("b")
    assert run("a") == 0


def test_a_connection_that_is_new_is_sent_all_of_it():
    """What was sent over the one before may not have come."""
    server = Kept()
    server.short(part("a 0"))
    server.asked(ClientState(cached_message_hashes=["a 0"]))
    assert server.short(part("a 0")).WhichOneof("type") == "ref_hash"
    server.begin()
    assert server.short(part("a 0")).WhichOneof("type") == "delta"
    # And what it has not named, or was not told.
    server.asked(ClientState(cached_message_hashes=[str(name) for name in range(1000)]))
    assert not server._named
    server.asked(ClientState())
    assert server.short(part("a 0")).WhichOneof("type") == "delta"
