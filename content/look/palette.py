"""Every colour there is, and the letters of headings. Blue and rust are for figures, green for status; none is red."""

from dataclasses import dataclass, fields

SERIF = '"Source Serif", "Source Serif 4", Georgia, serif'
"""Of headings and large numbers."""


@dataclass(frozen=True)
class Palette:
    """Colours on one ground: text at 4.5:1 or more, marks at 3:1 or more, on the ground and on a panel.

    A status is told by its glyph: its fill alone is not seen by all. What stands on a fill is named `on_…`.
    """

    ground: str
    panel: str
    text: str
    muted: str
    link: str
    axis: str
    outline: str
    """Of cells and of what can be pressed."""
    grid: str
    """Hairlines: decoration, and nothing is told by them alone."""
    first: str
    """Women, adults, and what a picture is about."""
    second: str
    """Men, children."""
    third: str
    fourth: str
    context: str
    """The whole, the rest, and counts of use, which are neither good nor bad."""
    done: str
    on_done: str
    partly: str
    on_partly: str
    under_way: str
    on_under_way: str


def _property(name: str) -> str:
    return f"--vnr-{name.replace('_', '-')}"


LIGHT = Palette(
    ground="#ffffff",
    panel="#f6f3ee",
    text="#1d2730",
    muted="#55606b",
    link="#1f4e79",
    axis="#8b8579",
    outline="#6b747d",
    grid="#ddd6ca",
    first="#1f4e79",
    second="#b8561b",
    third="#a05fb4",
    fourth="#4f2a22",
    context="#868078",
    done="#1c665a",
    on_done="#ffffff",
    partly="#86bdb0",
    on_partly="#0b332c",
    under_way="#c2ded7",
    on_under_way="#0f4a40",
)
DARK = Palette(
    ground="#12181e",
    panel="#1b232b",
    text="#e8ecf0",
    muted="#a9b4bf",
    link="#9cc6ea",
    axis="#7d8a96",
    outline="#8d98a3",
    grid="#36424d",
    first="#7fb2e0",
    second="#e39a6a",
    third="#a868cc",
    fourth="#f0e6a8",
    context="#8d98a3",
    done="#62bba9",
    on_done="#0c231f",
    partly="#2e6f63",
    on_partly="#f1faf8",
    under_way="#1d3f3a",
    on_under_way="#bfe3db",
)


SCREEN = Palette(**{field.name: f"var({_property(field.name)})" for field in fields(Palette)})
"""As the screen is, light or dark, also when that changes while the page is open; only where there is a page around."""


PAPER = ':is(.vnr-wall, .vnr-slide, .vnr-sketch, [class*="st-key-slide_"])'
"""Slides, and what leads on from them."""


def custom_properties() -> str:
    """CSS: `--vnr-serif`, and `--vnr-text` and the others, as the screen is light or dark; paper is always white."""
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {declared(DARK)} }} }}"
    return f":root {{ --vnr-serif: {SERIF}; {declared(LIGHT)} }}\n{dark}"


def on_paper() -> str:
    """CSS: the same where it is as white as paper, whatever the screen."""
    return f"{PAPER} {{ {declared(LIGHT)} }}"


def declared(palette: Palette) -> str:
    """Those of one palette, to be put on what has it whatever the screen."""
    return " ".join(f"{_property(field.name)}: {getattr(palette, field.name)};" for field in fields(palette))
