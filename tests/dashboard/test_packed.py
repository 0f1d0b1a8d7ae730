"""Scripts and styles are sent packed to whoever can unpack, and not at all to whoever has them."""

import gzip
import re

import brotli
import pytest
from starlette.datastructures import Headers

from dashboard import assets
from dashboard.assets import INDEX, STREAMLIT
from dashboard.packed import A_DAY, A_YEAR, Packed, files
from dashboard.translation import translated_page, translated_scripts

FILES = files()
CHANGED = {f"/{name}" for name in (*translated_scripts(), assets.ICON_NAME)}
UNTOUCHED = next(name for name in FILES if name not in CHANGED and name.removeprefix("/") not in assets.FILES)
TRANSLATED = f"/{next(iter(translated_scripts()))}"


@pytest.mark.parametrize("name", [f"/{assets.STYLE_NAME}", UNTOUCHED, TRANSLATED])
@pytest.mark.parametrize(
    ("unpacks", "how", "unpack"),
    [("gzip, deflate, br, zstd", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)],
)
def test_it_is_packed_only_for_whoever_can_unpack_it(name, unpacks, how, unpack):
    packed = FILES[name].answer(Headers({"accept-encoding": unpacks}))
    plain = FILES[name].answer(Headers({"accept-encoding": "deflate"}))
    assert unpack(packed.body) == plain.body and len(packed.body) < len(plain.body)
    assert packed.headers["content-encoding"] == how and "content-encoding" not in plain.headers
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert packed.headers["content-type"] == plain.headers["content-type"]


@pytest.mark.parametrize(
    ("unpacks", "how"),
    [("br;q=0, gzip", "gzip"), ("gzip; q=0.000, *;q=0", None), ("bracket", None), ("GZIP;q=0.1", "gzip"), ("", None)],
)
def test_it_is_not_packed_in_a_way_that_is_refused_or_not_named(unpacks, how):
    assert FILES[UNTOUCHED].answer(Headers({"accept-encoding": unpacks})).headers.get("content-encoding") == how


@pytest.mark.parametrize("name", [f"/{assets.STYLE_NAME}", UNTOUCHED, TRANSLATED])
def test_whoever_has_it_is_told_so(name):
    tag = FILES[name].answer(Headers({})).headers["etag"]
    again = FILES[name].answer(Headers({"if-none-match": f'"another", {tag}', "accept-encoding": "gzip"}))
    assert (again.status_code, again.body, again.headers["etag"]) == (304, b"", tag)
    assert FILES[name].answer(Headers({"if-none-match": 'W/"another"'})).status_code == 200


def test_what_is_changed_in_it_is_seen_in_its_tag():
    tags = [Packed("a.js", lambda said=said: said, A_DAY).answer(Headers({})).headers["etag"] for said in (b"a", b"b")]
    assert tags[0] != tags[1]


def test_only_what_has_a_name_of_its_content_is_kept_for_long():
    kept = {name: file.answer(Headers({})).headers["cache-control"] for name, file in FILES.items()}
    assert {name for name, how in kept.items() if how == A_DAY} == CHANGED
    assert all(how == A_YEAR for name, how in kept.items() if name not in CHANGED)
    assert all(re.search(r"[.-][\w-]{8,}\.(js|css)$", name) for name, how in kept.items() if how == A_YEAR)


def test_every_script_and_style_of_streamlit_is_there():
    named = re.findall(rb'(?:src|href)="\./(static/[^"]+\.(?:js|css))"', INDEX.read_bytes())
    assert named and {f"/{name.decode()}" for name in named} <= set(FILES)


def test_the_page_asks_for_what_is_there():
    page = translated_page(INDEX.read_bytes()).decode()
    assert all(f'"./{name}"' in page and f"/{name}" in FILES for name in (*assets.FILES, assets.ICON_NAME))


def test_a_tab_has_our_icon():
    """Of a name that Streamlit's page and scripts ask for: no run needs to send it."""
    assert FILES[f"/{assets.ICON_NAME}"].answer(Headers({})).body == assets.ICON.read_bytes()
    assert any(f"./{assets.ICON_NAME}".encode() in script.read_bytes() for script in STREAMLIT.glob("static/js/*.js"))
