"""What a fresh machine needs: a whole lock, and a launcher that mends itself. Nothing here uses the network."""

import ast
import hashlib
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "run.py"
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["dev"]]

LOCK_LINES = LOCK.replace("\\\n", " ").splitlines()
HASH = r"\s+--hash=sha256:[0-9a-f]{64}\b"
PIN_WITH_HASHES = re.compile(rf"[a-z0-9-]+==[\w.]+( ; [^-]+?)?({HASH})+")


@pytest.mark.parametrize("declared", [Requirement(text) for text in DECLARED], ids=str)
def test_lock_holds_every_declared_package_at_a_version_that_suits(declared):
    name = canonicalize_name(declared.name)
    pins = [Requirement(re.sub(HASH, "", line)) for line in LOCK_LINES if line.startswith(f"{name}==")]
    here = [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]
    versions = [str(pin.specifier).removeprefix("==") for pin in here]
    # What is not for this kind of machine is in the lock too, and not installed here.
    is_here = declared.marker is None or declared.marker.evaluate()
    assert pins and len(versions) == int(is_here)
    assert all(declared.specifier.contains(str(pin.specifier).removeprefix("==")) for pin in pins)


def test_every_line_of_the_lock_is_one_version_with_hashes():
    assert [line for line in LOCK_LINES if not PIN_WITH_HASHES.fullmatch(line)] == []


def test_lock_names_no_address():
    assert "://" not in LOCK


def test_no_lock_that_records_addresses_is_tracked():
    command = ["git", "-c", "safe.directory=*", "ls-files", "--", "*uv.lock", "*pylock*.toml"]
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    assert subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout == ""


def test_launcher_parses_on_old_python_and_needs_only_the_standard_library():
    tree = ast.parse(LAUNCHER.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_launcher_and_pyproject_agree_on_python():
    launcher = runpy.run_path(str(LAUNCHER))
    oldest, first_unsupported = launcher["OLDEST_PYTHON"], launcher["FIRST_UNSUPPORTED_PYTHON"]
    supported = SpecifierSet(f">={oldest[0]}.{oldest[1]},<{first_unsupported[0]}.{first_unsupported[1]}")
    assert supported == SpecifierSet(PYPROJECT["project"]["requires-python"])


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 15, 0)])
def test_other_python_is_refused_in_one_sentence(version, tmp_path):
    shutil.copy(LAUNCHER, tmp_path)
    pretend = f"import runpy, sys; sys.version_info = {version}; runpy.run_path('run.py', run_name='__main__')"
    refused = subprocess.run([sys.executable, "-c", pretend], cwd=tmp_path, capture_output=True, text=True)
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        f"Prosjektet trenger Python 3.11, 3.12, 3.13 eller 3.14, men dette er Python 3.{version[1]}."
    ]


# From here on the launcher runs in a project of stubs, whose lock is one package.

MAKES_ENVIRONMENT = "Lager miljøet i .venv"
ECHO = "import sys; print('{}', *sys.argv[1:], flush=True)\n"
STUBS = {
    "pipelines/build.py": "import os, sys, time\n"
    "if 'BUILD_STAYS' in os.environ: print('builds', flush=True); time.sleep(60)\n"
    "if '--verbose' in sys.argv: print('verbose', flush=True)\n"
    "sys.exit(int(os.environ.get('BUILD_STATUS', 0)))\n",
    "pytest.py": ECHO.format("pytest"),
    "dashboard/start.py": ECHO.format("start")
    + "import os, time\nif 'STAY' in os.environ: time.sleep(float(os.environ['STAY'])); print('outlived')\n",
}


class Starts(NamedTuple):
    root: Path
    failed: subprocess.CompletedProcess
    mended: subprocess.CompletedProcess


@pytest.fixture(scope="module")
def starts(tmp_path_factory) -> Starts:
    """The first two of a project with an environment of another lock: its package tampered with, and as it should be."""
    root = tmp_path_factory.mktemp("prosjekt æøå")
    shutil.copy(LAUNCHER, root)
    (root / "pipelines").mkdir()
    (root / "dashboard").mkdir()
    for name, text in STUBS.items():
        (root / name).write_text(text)
    wheel = tiny_wheel(root)
    content = wheel.read_bytes()
    lock = f"tiny @ {wheel.as_uri()} --hash=sha256:{hashlib.sha256(content).hexdigest()}\n"
    another = hashlib.sha256(b"# empty\n").hexdigest()
    python = Path(runpy.run_path(str(root / "run.py"))["VENV_PYTHON"])
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (root / ".venv/requirements.sha256").write_text(f"{another} python{sys.version_info[0]}.{sys.version_info[1]}")
    (root / "requirements.txt").write_text(lock)
    wheel.write_bytes(content + b"tampered with")
    failed = launch(root, "test")
    wheel.write_bytes(content)
    return Starts(root, failed, launch(root, "test"))


@pytest.fixture
def stubs(starts) -> Path:
    """The project, with its environment."""
    return starts.root


def launch(root, *arguments, **environment):
    command = [sys.executable, str(root / "run.py"), *arguments]
    # Another working directory on purpose: the launcher finds its own.
    options = {"cwd": root.parent, "env": {**os.environ, "PIP_NO_INDEX": "1", **environment}}
    return subprocess.run(command, **options, capture_output=True, encoding="utf-8", timeout=120)


def test_second_start_only_passes_its_arguments_on(stubs):
    assert launch(stubs, "test", "-k", "to ord").stdout == "pytest -k to ord\n"
    assert launch(stubs, "--server.port", "1").stdout == "start --server.port 1\n"


def test_changed_lock_is_installed_by_its_hash_and_a_failed_install_repeated(starts):
    failed, mended = starts.failed, starts.mended
    assert failed.returncode == 1
    assert MAKES_ENVIRONMENT in failed.stdout
    assert "DO NOT MATCH THE HASHES" in failed.stderr
    assert "Klarte ikke å installere pakkene" in failed.stderr

    assert mended.returncode == 0
    assert MAKES_ENVIRONMENT in mended.stdout
    assert list((starts.root / ".venv").rglob("tiny.py"))


def tiny_wheel(folder):
    path = folder / "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny.py", "")
        wheel.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        wheel.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("tiny-1.dist-info/RECORD", "")
    return path


def test_refused_build_shows_the_last_good_version_if_there_is_one(stubs):
    refused = launch(stubs, BUILD_STATUS="3")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "ingen eldre versjon" in refused.stderr

    current = stubs / "data/processed/current"
    current.parent.mkdir(parents=True)
    current.write_text("v1")
    shown = launch(stubs, BUILD_STATUS="3")
    assert (shown.returncode, shown.stdout) == (0, "start\n")
    assert "Siste gode versjon vises" in shown.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to pass on")
def test_ending_the_launcher_ends_the_server(stubs):
    environment = {**os.environ, "STAY": "5"}
    command = [sys.executable, str(stubs / "run.py")]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as launcher:
        assert launcher.stdout.readline().startswith(b"start")
        launcher.send_signal(signal.SIGTERM)
        assert launcher.wait(timeout=10) == -signal.SIGTERM
        assert launcher.stdout.read() == b""  # a server that outlived it would say so here


def interrupt(command, begins, is_up=lambda: True, **environment) -> tuple[int, str, str]:
    """Press Ctrl+C when a line has come that holds so, and it is up: status, what was said before, and after."""
    # Tests that a shell runs in the background ignore Ctrl+C, and so would all that they start.
    heeds_it = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    options = {"env": {**os.environ, "PIP_NO_INDEX": "1", **environment}, "start_new_session": True}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=heeds_it,
        **options,
    ) as one:
        try:
            before = ""
            while begins not in before:
                line = one.stdout.readline()
                assert line, before
                before += line
            while not is_up():
                time.sleep(0.1)
            os.killpg(one.pid, signal.SIGINT)
            return one.wait(timeout=60), before, one.stdout.read()
        finally:
            one.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to interrupt")
@pytest.mark.parametrize("during", ["environment", "build"])
def test_ctrl_c_ends_with_a_line(stubs, tmp_path, during):
    root = shutil.copytree(stubs, tmp_path / "p", ignore=shutil.ignore_patterns(".venv"))
    if during == "build":
        root, environment, begins = stubs, {"BUILD_STAYS": "1"}, "builds"
    else:
        environment, begins = {}, MAKES_ENVIRONMENT
    status, _, after = interrupt([sys.executable, str(root / "run.py"), "--server.port", "1"], begins, **environment)
    assert (status, after.strip()) == (130, "Avbrutt. Kjør «python run.py» på nytt når du vil.")


def answers(port: int) -> bool:
    """Its line comes before the server does."""
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health").status == 200
    except OSError:
        return False


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to interrupt")
def test_ctrl_c_ends_the_server_with_a_line():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dashboard.start", "--server.port", str(port)]
    status, before, after = interrupt(
        ["sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", str(ROOT), *command], f":{port}", lambda: answers(port)
    )
    assert status in (0, 130) and after.strip() == "Løsningen er stoppet."
    assert "Warning" not in before and "WARN" not in before


def test_a_port_that_is_taken_is_told(stubs):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for arguments in (["--server.port", str(port)], [f"--server.port={port}"]):
            refused = launch(stubs, *arguments)
            assert (refused.returncode, refused.stdout) == (1, "")
            told, advice = refused.stderr.splitlines()
            assert told.startswith(f"Port {port} på 127.0.0.1 er opptatt: kanskje kjører løsningen allerede.")
            assert advice == f"python run.py --server.port {port + 1}"
        assert launch(stubs, STREAMLIT_SERVER_PORT=str(port)).returncode == 1


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_is_a_few_norwegian_lines_and_makes_nothing(tmp_path, flag):
    shutil.copy(LAUNCHER, tmp_path)
    helped = launch(tmp_path, flag)
    assert (helped.returncode, helped.stderr) == (0, "")
    assert "gjør klart miljø og data" in helped.stdout and len(helped.stdout.splitlines()) < 8
    assert not (tmp_path / ".venv").exists()


def test_verbose_goes_to_the_build_and_not_to_streamlit(stubs):
    assert launch(stubs, "--verbose", "--server.port", "1").stdout == "verbose\nstart --server.port 1\n"


def test_the_folder_of_versions_is_in_a_fresh_clone():
    ignored = subprocess.run(
        ["git", "-c", "safe.directory=*", "check-ignore", "data/processed/README.md"], cwd=ROOT, capture_output=True
    )
    assert (ROOT / "data/processed/README.md").exists() and ignored.returncode != 0
