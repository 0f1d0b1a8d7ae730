"""`python -m register backup FILE` and `python -m register restore FILE [--replace]`."""

import argparse
import logging
import sys
from pathlib import Path
from typing import NoReturn

from register.backup import back_up, restore
from register.database import open_register
from register.errors import RegisterError
from register.settings import settings

HELP = """Sikkerhetskopi av svarene i registeret.

  python -m register backup FIL              kopier hele registeret til en ny fil
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
    parser = Parser(prog="python -m register")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("backup").add_argument("file", type=Path)
    restoring = commands.add_parser("restore")
    restoring.add_argument("file", type=Path)
    restoring.add_argument("--replace", action="store_true")
    options = parser.parse_args()
    try:
        engine = open_register(settings().address)
        if options.command == "backup":
            count = back_up(engine, options.file)
            print(f"Kopiert til {options.file}: hele registeret, med {count} svar.")
        else:
            count = restore(engine, options.file, options.replace)
            print(f"Lagt tilbake fra {options.file}: hele registeret, med {count} svar.")
    except RegisterError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
