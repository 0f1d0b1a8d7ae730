"""How much a long proof tries: a fixed sample in every run, all of it where LONG_PROOFS=1 (`.ci/long`).

In a browser every run walks through every page in one of two looks, from one to the next as by a link, with all tasks
answered and all figures of a page unfolded at once: it judges the colours of each kind of text, and presses every
button, empty and filled in, but on the pages that are pressed without a browser, and but one of those that a number
alone tells apart; and it takes every file, of those that are called the same one. The long proofs load each page anew,
judge all text, and do it in every look and in every state of the register; they unfold figures one by one, press two of
such buttons, look for more of them where a form was emptied by the last, and take the files of every figure and of
every page. A run kills the server twice, and comes to three of the addresses that lead to a part of a page while that
page grows, to one of them also where it does not. Of the slides it judges those that are ready on the wall, the first
also narrow and dark, a target group's, and the page with none chosen. Of what a role may not it sends three or four
messages of seven, as nobody all; and of the folded forms of the next plan it saves one. It measures each picture in one
width of three, and draws every sixth as PNG; every fourth figure is taken from the example, and slides are made of one
row, not of two. Of the made-up collaboration a run tries three cases of nine, of two plans the pages that tell of the
plan but the slides, and of areas with wrong roles it computes the marts of three of twelve. On Utforsk it leaves each
value alone in one of two ways of drawing, and it does six things or more with a register to hold what is carried
forward against what is made anew, not twelve. How many it kills is in KILLS, and of the day of work and faults it goes
through three hours, with a file of SQLite; three of eight faults come while a server runs. Three hand in and eight
answer at once, in a file of SQLite, not fifty and two hundred in both kinds of database.
A year of the crisis centre is handed in on its page, and corrected in the long proofs; December makes the papers of one
municipality, and there of all; and a new indicator is published there by two servers.
How many pages a report has is worked out in every run, and in the long ones also laid out by LibreOffice.
"""

import itertools
import os
from collections.abc import Sequence


def tries(sample: int, long: int) -> int:
    return long if is_long() else sample


def some(sample: Sequence, every: Sequence) -> Sequence:
    return every if is_long() else sample


def is_long() -> bool:
    return os.environ.get("LONG_PROOFS") == "1"


LOOKS = list(itertools.product((1280, 640, 320), ("light", "dark")))
"""How wide a page is and in what colours."""


def looks_by_page(pages: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
    """Page → how wide and in what colours: wide and light, then narrow and dark, in turn; or all of them for all."""
    sample = itertools.cycle([[(1280, "light")], [(320, "dark")]])
    return {page: LOOKS if is_long() else looks for page, looks in zip(pages, sample, strict=False)}


def looks_of(pages: Sequence[str]) -> list[tuple[str, int, str]]:
    """`looks_by_page`, one by one."""
    return [(page, *look) for page, looks in looks_by_page(pages).items() for look in looks]


KILLS = {
    "saving at any moment, sqlite": (12, 200),
    "saving at any moment, postgresql": (6, 50),
    "writing at a step, sqlite": (3, 200),
    "writing at a step, postgresql": (3, 300),
    "migrating at a step, sqlite": (3, 250),
    "migrating at a step, postgresql": (2, 300),
    "publishing at a step": (2, 15),
    "making the status at a step": (1, 250),
}
"""Doing what → how many are killed at least, of every run and of the long proofs."""


def kills(doing: str) -> int:
    return tries(*KILLS[doing])
