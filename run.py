"""Start the project with nothing but Python: `python run.py` the dashboard, `python run.py test` the tests.

What follows `run.py` goes on to Streamlit (but for --help and --verbose), what follows `test` to pytest. The file must
parse on Pythons older than the project needs, or it could not tell their users what is wrong.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON, FIRST_UNSUPPORTED_PYTHON = (3, 11), (3, 15)  # requires-python in pyproject.toml
ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.txt"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "requirements.sha256"
STOPPED = 128 + signal.SIGINT
HELP = """\
python run.py                     gjør klart miljø og data, og viser løsningen på http://127.0.0.1:8501
python run.py --server.port 8600  på en annen port; andre valg går også videre til Streamlit
python run.py --verbose           viser hver merknad til dataene
python run.py test                kjører alle testene; det som følger, går videre til pytest
Stopp med Ctrl+C."""
CURRENT_DATA = ROOT / "data/processed/current"


def main(arguments):
    python = sys.version_info[:2]
    if not OLDEST_PYTHON <= python < FIRST_UNSUPPORTED_PYTHON:
        sys.exit("Prosjektet trenger Python 3.11, 3.12, 3.13 eller 3.14, men dette er Python %d.%d." % python)
    os.chdir(ROOT)  # `python -m` puts this folder on the import path
    os.environ["PYTHONUTF8"] = "1"
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    # Unlike the default, an exception also ends the child that is running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))

    if {"--help", "-h"} & set(arguments[:1]):
        print(HELP)
        return
    prepare_environment("python%d.%d" % python)
    if arguments[:1] == ["test"]:
        become("-m", "pytest", *arguments[1:])
    verbose = [argument for argument in arguments if argument == "--verbose"]
    arguments = [argument for argument in arguments if argument != "--verbose"]
    refuse_taken_port(arguments)
    build_data(verbose)
    become("-m", "dashboard.start", *arguments)


def prepare_environment(python):
    """Make .venv anew unless its stamp, written last of all, says that it is whole and of this lock."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest() + " " + python
    if VENV_PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    print("Lager miljøet i .venv (første gang tar dette et par minutter) …", flush=True)
    STAMP.unlink(missing_ok=True)
    if run("-m", "venv", "--clear", str(VENV), with_python=sys.executable) != 0:
        sys.exit("Klarte ikke å lage .venv: se meldingen over. Stopp det som bruker mappen, og prøv igjen.")
    print("Installerer pakkene i requirements.txt …", flush=True)
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    install += ["--only-binary", ":all:"]  # a build from source would fetch tools that the lock has no hash for
    install += ["--ignore-installed"]  # an install that outlived its killed launcher may still be writing here
    if run(*install, "--requirement", str(LOCK)) != 0:
        sys.exit("Klarte ikke å installere pakkene: se meldingen over. Sjekk nettforbindelsen, og prøv igjen.")
    STAMP.write_text(wanted, encoding="utf-8")


def refuse_taken_port(arguments):
    """Tell in a sentence what Streamlit would tell in English: that something else listens where it is to."""
    address, port = option(arguments, "address", "127.0.0.1"), option(arguments, "port", "8501")
    if not port.isdigit() or not 0 < int(port) < 65536:
        return
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(address, int(port), type=socket.SOCK_STREAM)[0]
    except OSError:
        return  # Streamlit says what is wrong with an address
    with socket.socket(family, kind, protocol) as probe:
        if os.name != "nt":  # there the option would let two listen at once
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(where)
        except OSError:
            told = "Port %s på %s er opptatt: kanskje kjører løsningen allerede. Stopp den, eller velg en annen port:"
            sys.exit((told + "\npython run.py --server.port %d") % (port, address, int(port) % 65535 + 1))


def option(arguments, name, default):
    """What Streamlit will use: the argument, the environment, the project's default."""
    flag = "--server." + name
    value = os.environ.get("STREAMLIT_SERVER_" + name.upper(), default)
    for argument, following in zip(arguments, [*arguments[1:], value]):  # noqa: B905 (newer than some Pythons)
        if argument == flag:
            value = following
        elif argument.startswith(flag + "="):
            value = argument[len(flag) + 1 :]
    return value


def build_data(options):
    """Build what is older than its sources; refused raw data must not take the last good version down."""
    status = run("-m", "pipelines.build", "--if-stale", *options)
    if status == 0:
        return
    if not CURRENT_DATA.exists():
        print("Dataene kan ikke brukes: se meldingen over. Det finnes ingen eldre versjon å vise.", file=sys.stderr)
        sys.exit(status)
    print("De nye dataene er ikke tatt i bruk: se meldingen over. Siste gode versjon vises.", file=sys.stderr)


def run(*arguments, with_python=None):
    """Run to its end; Ctrl+C reaches this process alone, which ends the other and tells it in a line."""
    alone = {"start_new_session": True} if os.name != "nt" else {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    with subprocess.Popen([with_python or str(VENV_PYTHON), *arguments], **alone) as child:
        try:
            return child.wait()
        except BaseException:
            child.kill()
            raise


def become(*arguments):
    """Let .venv's Python take this process over, so that signals and the exit status are its own."""
    command = [str(VENV_PYTHON), *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    child = subprocess.Popen(command)  # on Windows execv gives the prompt back while the program still runs
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            pass  # the child got the same Ctrl+C and closes in its own time


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        print("\nAvbrutt. Kjør «python run.py» på nytt når du vil.", file=sys.stderr)
        sys.exit(STOPPED)
