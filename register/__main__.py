"""`python -m register backup FILE` and `python -m register restore FILE [--replace]`."""

import argparse
import sys
from pathlib import Path

from register.backup import back_up, restore
from register.database import open_register
from register.errors import RegisterError
from register.settings import settings


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m register", description="Sikkerhetskopi av meldt status.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("backup", help="kopier hele registeret til en ny fil").add_argument("file", type=Path)
    restoring = commands.add_parser("restore", help="fyll registeret fra en sikkerhetskopi")
    restoring.add_argument("file", type=Path)
    restoring.add_argument("--replace", action="store_true", help="erstatt det som står i registeret")
    options = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    try:
        engine = open_register(settings().address)
        if options.command == "backup":
            print(f"{back_up(engine, options.file)} meldinger er kopiert til {options.file}.")
        else:
            print(f"{restore(engine, options.file, options.replace)} meldinger er lagt tilbake fra {options.file}.")
    except RegisterError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
