"""What is typed and not saved: whose it is, how long it is kept, and that nobody fills the memory with it."""

import asyncio
import threading

import httpx
import pytest
from starlette.responses import HTMLResponse, Response

from dashboard import draft_cookie
from dashboard.draft_cookie import COOKIE, SECONDS, DraftCookie, is_from_before, visit
from dashboard.forms import drafts
from dashboard.forms.drafts import LONGEST_ALL, LONGEST_FIELD, OWNERS, OWNERS_OF_A_PERSON, Drafts
from dashboard.packed import A_DAY, A_YEAR

KARI, OLA = ("browser", "kari"), ("browser", "ola")


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(clock):
    kept = Drafts(clock)
    yield kept
    if kept._timer is not None:
        kept._timer.cancel()


def fields(kept: Drafts, owner, form="form") -> dict:
    draft = kept.of(owner, form)
    return draft.fields if draft else {}


def test_two_tabs_are_merged_by_field_and_the_first_says_what_it_was_typed_over(kept):
    assert kept.keep(KARI, "form", "comment", "Ord", 7)
    assert kept.keep(KARI, "form", "status", "I gang", 8)
    assert fields(kept, KARI) == {"comment": "Ord", "status": "I gang"}
    assert kept.of(KARI, "form").based_on == 7


def test_nobody_meets_what_another_typed_in_the_same_browser(kept):
    kept.keep(KARI, "form", "comment", "Ord", None)
    assert fields(kept, OLA) == {} and fields(kept, ("another", "kari")) == {}
    assert kept.forms(OLA) == set() and kept.forms(KARI) == {"form"}


def test_a_copy_is_given_out(kept):
    kept.keep(KARI, "form", "comment", "Ord", None)
    fields(kept, KARI)["comment"] = "Andre ord"
    assert fields(kept, KARI) == {"comment": "Ord"}


def test_what_is_again_as_it_was_saved_is_no_draft(kept):
    kept.keep(KARI, "form", "comment", "Ord", None)
    kept.drop(KARI, "form", "comment")
    kept.drop(KARI, "form", "never typed")
    assert kept.forms(KARI) == set() and kept._owners == {}


def test_a_form_that_is_saved_is_gone_and_others_stay(kept):
    kept.keep(KARI, "one", "comment", "Ord", None)
    kept.keep(KARI, "two", "comment", "Ord", None)
    kept.forget(KARI, "one")
    assert kept.forms(KARI) == {"two"}


def test_a_day_after_it_was_last_typed_in_it_is_gone(kept, clock):
    kept.keep(KARI, "form", "comment", "Ord", None)
    clock.now += SECONDS - 1
    assert fields(kept, KARI) == {"comment": "Ord"}
    kept.keep(KARI, "form", "status", "I gang", None)
    clock.now += SECONDS - 1
    assert fields(kept, KARI) == {"comment": "Ord", "status": "I gang"}
    clock.now += 1
    assert fields(kept, KARI) == {} and kept._owners == {}


def test_what_is_old_goes_also_where_nobody_comes_back(clock, monkeypatch):
    woken = threading.Event()

    class Waking(Drafts):
        def _wake(self):
            super()._wake()
            woken.set()

    monkeypatch.setattr(drafts, "SECONDS", 0.05)
    kept = Waking(clock)
    kept.keep(KARI, "form", "comment", "Ord", None)
    clock.now += 0.05
    assert woken.wait(30)
    assert kept._owners == {} and kept._timer is None


def test_black_outs_take_all_of_them(kept):
    kept.keep(KARI, "form", "comment", "Ord", None)
    kept.keep(OLA, "form", "comment", "Ord", None)
    kept.forget_all()
    assert kept._owners == {} and kept.times_emptied == 1


def held(kept: Drafts) -> int:
    return sum(
        len(value) for forms in kept._owners.values() for draft in forms.values() for value in draft.fields.values()
    )


def test_what_there_is_no_room_for_is_said_and_the_rest_stays(kept):
    assert not kept.keep(KARI, "form", "comment", "a" * (LONGEST_FIELD + 1), None)
    assert kept._owners == {}
    for number in range(2 * LONGEST_ALL // LONGEST_FIELD):
        is_kept = kept.keep(KARI, f"form {number}", "comment", "a" * LONGEST_FIELD, None)
        assert is_kept == (number < LONGEST_ALL // LONGEST_FIELD)
    # A field that is typed again takes its own place.
    assert kept.keep(KARI, "form 0", "comment", "b" * LONGEST_FIELD, None)
    assert held(kept) == LONGEST_ALL


def test_one_person_in_many_browsers_does_not_push_others_out(kept):
    kept.keep(OLA, "form", "comment", "Olas", None)
    for number in range(2 * OWNERS):
        assert kept.keep((f"browser {number}", "kari"), "form", "comment", "a", None)
    assert fields(kept, OLA) == {"comment": "Olas"}
    assert len(kept._owners) == OWNERS_OF_A_PERSON + 1
    assert fields(kept, (f"browser {2 * OWNERS - 1}", "kari")) == {"comment": "a"}


def test_many_people_do_not_fill_the_memory(kept):
    for number in range(2 * OWNERS):
        kept.keep((f"browser {number}", f"person {number}"), "form", "comment", "a" * LONGEST_FIELD, None)
    assert len(kept._owners) == OWNERS and held(kept) <= OWNERS * LONGEST_ALL


def test_many_at_once_lose_nothing(kept):
    def type_in(name: str) -> None:
        for number in range(200):
            kept.keep(KARI, "form", f"{name} {number}", "Ord", None)

    threads = [threading.Thread(target=type_in, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fields(kept, KARI)) == 800


def given(url: str = "http://testserver/", cookie: str = "", **headers: str) -> str | None:
    """What cookie a browser gets that asks for a page, and brings one."""
    return answered(HTMLResponse("Side"), url, cookie, **headers).headers.get("set-cookie")


def answered(page: Response, url: str = "http://testserver/", cookie: str = "", **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(DraftCookie(page))) as client:
            brought = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
            return await client.get(url, headers={"Accept": "text/html,*/*"} | brought | headers)

    return asyncio.run(ask())


def value_of(header: str) -> str:
    return header.split(";")[0].removeprefix(f"{COOKIE}=")


def test_the_cookie_is_a_random_number_for_a_day_that_no_script_reads():
    header = given()
    value, *rules = header.removeprefix(f"{COOKIE}=").split("; ")
    assert rules == ["Path=/", "Max-Age=86400", "HttpOnly", "SameSite=Lax"]
    assert visit(value) and not is_from_before(value)
    # The same browser keeps its own, another gets another.
    assert given("http://testserver/ny-plan", value) == header
    assert given() != header


@pytest.mark.parametrize("url", ["https://testserver/", "http://testserver/"])
def test_behind_tls_the_cookie_is_sent_by_tls_alone(url):
    headers = {} if url.startswith("https") else {"X-Forwarded-Proto": "https"}
    assert given(url, **headers).endswith("; Secure")


def test_only_who_asks_for_a_page_gets_a_cookie():
    assert given(Accept="*/*") is None


@pytest.mark.parametrize("kept", [A_DAY, A_YEAR])
def test_what_is_kept_for_many_brings_no_cookie(kept):
    """Whoever keeps it on the way would give all the same one, and whoever chose it would read what they type."""
    answer = answered(HTMLResponse("Skript", headers={"Cache-Control": kept}), cookie=f"{'a' * 43}.{'0' * 8}")
    assert "set-cookie" not in answer.headers and answer.headers["cache-control"] == kept


@pytest.mark.parametrize("told", [{}, {"Cache-Control": "no-cache"}])
def test_what_brings_one_is_kept_for_nobody_else(told):
    answer = answered(HTMLResponse("Side", headers=told))
    assert "set-cookie" in answer.headers and "private" in answer.headers["cache-control"]


@pytest.mark.parametrize("value", ["", "x", "a" * 43, f"{'a' * 42}.{'0' * 8}", f"{'a' * 43}.{'0' * 8}.2", "<script>"])
def test_a_cookie_that_was_never_given_is_replaced(value):
    new = value_of(given(cookie=value))
    assert visit(value) is None and visit(new) and new.split(".")[0] != value.split(".")[0]


def test_a_cookie_from_before_the_start_keeps_its_number_and_tells_so(monkeypatch):
    before = value_of(given())
    monkeypatch.setattr(draft_cookie, "STARTED", "12345678")
    assert is_from_before(before)
    after = value_of(given(cookie=before))
    assert visit(after) == visit(before) and is_from_before(after)
    assert value_of(given(cookie=after)) == after
