"""`python -m register`: backup, rehearsal and restore. HELP says how each is written."""

import argparse
import logging
import sys
from pathlib import Path
from typing import NoReturn

from register.backup import back_up, back_up_into, restore
from register.database import open_register
from register.errors import RegisterError
from register.questions import OSLO
from register.rehearsal import newest, rehearse
from register.settings import settings

HELP = """Sikkerhetskopi av svarene i registeret.

  python -m register backup FIL              kopier hele registeret til en ny fil
  python -m register backup MAPPE --keep 30  til en ny fil i en mappe, og behold de 30 nyeste der
  python -m register rehearse FIL|MAPPE      legg kopien, eller den nyeste, i en database for seg, og sjekk den
  python -m register restore FIL             fyll et tomt register fra en sikkerhetskopi
  python -m register restore FIL --replace   erstatt det som står i registeret
"""


class Parser(argparse.ArgumentParser):
    """Tells in Norwegian how the commands are written."""

    def format_help(self) -> str:
        return HELP

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"Kommandoen er ikke skrevet riktig.\n{HELP}")


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    # What is wrong is told in one sentence, which the log would stand in front of.
    logging.basicConfig(handlers=[logging.NullHandler()])
    try:
        print(_done(_parser().parse_args()))
    except RegisterError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> Parser:
    parser = Parser(prog="python -m register")
    commands = parser.add_subparsers(dest="command", required=True)
    backing_up, _, restoring = (commands.add_parser(name) for name in ("backup", "rehearse", "restore"))
    for command in commands.choices.values():
        command.add_argument("file", type=Path)
    backing_up.add_argument("--keep", type=_count)
    restoring.add_argument("--replace", action="store_true")
    return parser


def _count(text: str) -> int:
    if (count := int(text)) < 1:
        raise ValueError
    return count


def _done(options: argparse.Namespace) -> str:
    """Does what is asked, and tells what was done."""
    address, file = settings().address, options.file
    if options.command == "rehearse":
        file = newest(file)
        found = rehearse(address, file)
        moment = found.made_at and found.made_at.astimezone(OSLO)
        made = f"fra {moment:%d.%m.%Y kl. %H.%M}" if moment else "uten kontrollsummer"
        return (
            f"Prøvd: {file}, {made}, lar seg legge tilbake. Alle {found.rows} rader i {found.tables} tabeller er som i "
            f"kopien, med {found.reports} svar. Registeret er ikke rørt."
        )
    engine = open_register(address)
    if options.command == "restore":
        count = restore(engine, file, options.replace)
        return f"Lagt tilbake fra {file}: hele registeret, med {count} svar."
    if options.keep and not file.is_dir():
        raise RegisterError(f"{file} er ikke en mappe. Lag den først.")
    if file.is_dir():
        file, count = back_up_into(engine, file, options.keep)
    else:
        count = back_up(engine, file)
    return f"Kopiert til {file}: hele registeret, med {count} svar."


if __name__ == "__main__":
    sys.exit(main())
