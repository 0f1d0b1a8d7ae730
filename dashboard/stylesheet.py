"""The style of every page as one file, whose name tells what is in it: nobody keeps an older one."""

import hashlib
from pathlib import Path

from content.look import marks
from content.look.palette import custom_properties

FILES = [
    Path(marks.__file__).with_name("marks.css"),
    *[Path(__file__).parent / "style" / name for name in ("pages.css", "print.css")],
]
STYLE = "\n".join([custom_properties(), *[file.read_text(encoding="utf-8") for file in FILES]]).encode()
NAME = f"style-{hashlib.sha256(STYLE).hexdigest()[:12]}.css"
