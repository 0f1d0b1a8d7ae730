"""What of ours every page loads: the style and two scripts, each under a name that tells what is in it.

So nobody keeps an older one than the page they are on.
"""

import hashlib
from pathlib import Path

from content.look import marks
from content.look.palette import custom_properties

HERE = Path(__file__).parent
STYLES = [Path(marks.__file__).with_name("marks.css"), *[HERE / "style" / name for name in ("pages.css", "print.css")]]
STYLE = "\n".join([custom_properties(), *[file.read_text(encoding="utf-8") for file in STYLES]]).encode()


def _named(name: str, content: bytes) -> str:
    stem, ending = name.split(".")
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


STYLE_NAME = _named("style.css", STYLE)
_SCRIPTS = [(HERE / name).read_bytes() for name in ("lead.js", "frame.js")]
SCRIPT_NAMES = [_named("lead.js", _SCRIPTS[0]), _named("frame.js", _SCRIPTS[1])]
"""In the order in which they are run."""
FILES = dict(zip([STYLE_NAME, *SCRIPT_NAMES], [STYLE, *_SCRIPTS], strict=True))
"""Name → what is in it."""
