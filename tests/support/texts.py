"""Writes out all that the dashboard says, for somebody to read: every page, slide, report, sheet and workbook.

`python -m tests.support.texts FOLDER [STATE …]`: a folder for each state of the register (nobody, eight or all of the tasks
answered, and the example), with a file for each page and each file that can be downloaded. Needs the browser.
"""

import argparse
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

# Its neighbours are found as pytest finds them.
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from playwright.sync_api import Browser, Page  # noqa: E402
from slugify import slugify  # noqa: E402
from sqlalchemy import Engine  # noqa: E402

from browsers import CHROMIUM, NO_BROWSER  # noqa: E402
from browsing import Server, browsing, opened, serving  # noqa: E402
from content import warehouse, wording  # noqa: E402
from content.slides import packs  # noqa: E402
from pipelines.build import build  # noqa: E402
from pressing import DOWNLOADS, Visit, at_rest, read, watched  # noqa: E402
from register import entries  # noqa: E402
from register.database import open_register, reading  # noqa: E402
from register.entry_kinds import Conclusion, HelpService  # noqa: E402
from register.reports import evaluated, evaluations, save  # noqa: E402
from register.rights import JOINT, Rights  # noqa: E402
from register.validation.rules import AS_MEANT, CONTINUE, DONE, DROPPED, NOT_STARTED, ONGOING, PARTLY, UNCLEAR, Report  # noqa: E402

STATES = ("nobody", "eight", "all", "example")
TASKS = """
select distinct measure_no, area_code, is_joint, area
from marts.measure_tasks
order by is_joint, area_code, measure_no
"""
# The downloads of a figure say what the page says: once is enough, in the first state.
BUT_FIGURES = f"{DOWNLOADS}:not([class*=st-key-more_] *)"
LINKS = "links => links.map(link => link.href)"


@contextmanager
def served(state: str, processed: Path, folder: Path) -> Iterator[Server]:
    """A server of a built version with its register in one of the states, for whoever sits at this machine."""
    register, settings = folder / "register.sqlite", folder / "settings.toml"
    example = "true" if state == "example" else "false"
    settings.write_text(f'[register]\naddress = "sqlite:///{register}"\nexample = {example}\n', encoding="utf-8")
    warehouse.PROCESSED = processed
    fill(f"sqlite:///{register}", state)
    how = {"SETTINGS_FILE": settings, "REGISTER_ADDRESS": f"sqlite:///{register}"}
    with serving(processed, log=folder / "server.log", **how) as server:
        yield server


def fill(address: str, state: str) -> None:
    """Answers of every kind, to the tasks that the state says have them."""
    today = wording.today()
    tasks = [(int(row.measure_no), row.area_code) for row in _tasks().itertuples()]
    answered = {"eight": tasks[:120:15], "all": tasks}.get(state, [])
    joint = frozenset(measure_no for measure_no, area_code in tasks if area_code == JOINT)
    everyone = Rights("Koordinator", frozenset(area for _, area in tasks if area != JOINT), joint, True)
    engine = open_register(address)
    if answered:
        drafts = [_answer(place, *task, today) for place, task in enumerate(answered)]
        save(engine, everyone, drafts, set(tasks), today, str(uuid.uuid4()))
    if state == "all":
        _conclude(engine, everyone, tasks, today)
        _tell_who_helps(engine, everyone, today)
    engine.dispose()


def _conclude(engine: Engine, everyone: Rights, tasks: list[tuple[int, str]], today: date) -> None:
    """On every other measure that enough have evaluated."""
    asked = {measure_no: {task for task in tasks if task[0] == measure_no} for measure_no, _ in tasks}
    with reading(engine) as connection:
        answered = {number: evaluated(evaluations(connection, asked[number])) for number in sorted(asked)}
    for measure_no in [number for number in answered if answered[number] * 2 >= len(asked[number])][::2]:
        text = "Svarene spriker. Gruppa vil ha tydeligere ansvar."
        draft = Conclusion(measure_no, text, answered[measure_no], len(asked[measure_no]))
        entries.save(engine, everyone, draft, asked[measure_no], today, str(uuid.uuid4()))


def _tell_who_helps(engine: Engine, everyone: Rights, today: date) -> None:
    """In each municipality one, of which the first is told of long ago."""
    for place, area_code in enumerate(sorted(everyone.municipalities)):
        said_on = today if place else today - timedelta(200)
        draft = HelpService(area_code, None, said_on, "Familiens hus", "barn og familier", "62 56 00 00")
        entries.save(engine, everyone, draft, {(area_code, None)}, today, str(uuid.uuid4()))


def _answer(place: int, measure_no: int, area_code: str, today: date) -> Report:
    """What is said of a task, decided by its place in the list."""
    turn = place + place // 15 * 2  # each municipality has 15
    status = (DONE, ONGOING, PARTLY, NOT_STARTED, DONE, DROPPED, UNCLEAR, DONE)[place % 8]
    is_done, is_dropped = status == DONE, status == DROPPED
    return Report(
        measure_no,
        area_code,
        status,
        today,
        is_in_operation=is_done and place % 3 == 0,
        in_place_on=date(2023 + place % 3, 5, 1) if is_done and place % 4 else None,
        responsible="Helsestasjonen" if place % 2 else None,
        comment="Rutinen er tatt i bruk." if place % 3 == 1 else None,
        reason="Dekkes av et annet tilbud." if is_dropped else None,
        decided_by="Kommunedirektøren" if is_dropped else None,
        new_deadline=date(2027, 6, 30) if status == ONGOING else None,
        done_as_meant=AS_MEANT[turn % 4] if turn % 7 else None,
        outcome="Flere ansatte spør om vold." if turn % 3 == 0 else None,
        hindrance="For lite tid til opplæring." if turn % 4 == 1 else None,
        should_continue=CONTINUE[turn % 3] if turn % 7 else None,
    )


def _tasks():
    return warehouse.query(warehouse.version_in_use(), TASKS)


def pages_of(page: Page) -> list[str]:
    """The path of every page that menu and foot lead to."""
    found = page.locator(":is(.vnr-menu, .vnr-foot-links) a").evaluate_all(LINKS)
    return list(dict.fromkeys(urlsplit(link).path.strip("/") for link in found))


def further(today: date) -> dict[str, str | None]:
    """What stands behind a choice: the address of every card, municipality and slide → which files to take there."""
    tasks, version = _tasks(), warehouse.version_in_use()
    areas = [slugify(area) for area in tasks[~tasks["is_joint"]]["area"].unique()]
    chosen = [f"tiltak?tiltak={number}" for number in sorted(tasks["measure_no"].unique())]
    chosen += [f"{path}?kommune={area}" for path in ("kommune", "meld-inn", "runder", "hjelpetilbud") for area in areas]
    every_slide = f"presentasjon?lysbilder={','.join(packs.names(version, today))}"
    return dict.fromkeys(chosen) | {every_slide: DOWNLOADS}


def visited(page: Page, address: str, wanted: str | None = DOWNLOADS) -> Visit:
    """One page, read whole, with the files that can be downloaded from it and are wanted."""
    with watched(page) as visit:
        page.goto(address)
        at_rest(page)
        read(page, visit, wanted)
    return visit


def written(path: str, visit: Visit) -> dict[str, str]:
    """A name for the page, and one for each of its files → what is said there."""
    page = slugify(path, max_length=60) or "oversikt"
    return {page: "\n\n----\n\n".join(dict.fromkeys(visit.texts))} | {
        f"{page} {file}": text for file, text in visit.files.items()
    }


def write_state(state: str, out: Path, browser: Browser) -> None:
    """The texts of one state into a folder of its own."""
    made = out / ".made"
    made.mkdir(parents=True, exist_ok=True)
    build(out=made / "processed")
    with served(state, made / "processed", made) as server:
        page = opened(browser, server.address)
        wanted = dict.fromkeys(pages_of(page), DOWNLOADS if state == STATES[0] else BUT_FIGURES)
        for path, files in (wanted | further(wording.today())).items():
            visit = visited(page, f"{server.address}{path}", files)
            for name, text in written(path, visit).items():
                (out / f"{name}.txt").write_text(text, encoding="utf-8")
            print(f"{state}: {path or '(oversikt)'}", *visit.faults, sep="\n  ", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("states", nargs="*", choices=[*STATES, []])
    given = asked.parse_args()
    if CHROMIUM is None:
        sys.exit(NO_BROWSER)
    with browsing(CHROMIUM) as browser:
        for state in given.states or STATES:
            write_state(state, given.folder / state, browser)


if __name__ == "__main__":
    main()
