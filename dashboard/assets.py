"""What every page loads: where Streamlit's files are, and of ours the icon, the style and two scripts.

Ours have names that tell what is in them, so that nobody keeps an older one than the page they are on.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from content.look import marks
from content.look.palette import custom_properties, on_paper

STREAMLIT = Path(find_spec("streamlit").origin).parent / "static"
INDEX = STREAMLIT / "index.html"
HERE = Path(__file__).parent
ICON_NAME = "favicon.png"
"""What Streamlit's page calls the icon of a tab."""
ICON = HERE / "icon.png"
LOOK = Path(marks.__file__).parent
STYLES = [LOOK / "marks.css", *[HERE / "style" / name for name in ("pages.css", "print.css")], LOOK / "slides.css"]
STYLE = "\n".join([custom_properties(), on_paper(), *[file.read_text(encoding="utf-8") for file in STYLES]]).encode()


def _named(name: str, content: bytes) -> str:
    stem, ending = name.split(".")
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


STYLE_NAME = _named("style.css", STYLE)
_SCRIPTS = [(HERE / name).read_bytes() for name in ("lead.js", "frame.js")]
SCRIPT_NAMES = [_named("lead.js", _SCRIPTS[0]), _named("frame.js", _SCRIPTS[1])]
"""In the order in which they are run."""
FILES = dict(zip([STYLE_NAME, *SCRIPT_NAMES], [STYLE, *_SCRIPTS], strict=True))
"""Name → what is in it."""
