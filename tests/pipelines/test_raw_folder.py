"""Which folder of raw data a command reads: the one it is given, else RAW_DIR, else the one of settings.toml."""

import importlib
import os
import subprocess
import sys

import pytest

from pipelines.build import RAW
from register.settings import settings

COMMANDS = ("pipelines.build", "pipelines.gate", "pipelines.refresh_population")
REGISTER = '[register]\naddress = "sqlite:///data/register/register.sqlite"\n'


@pytest.fixture
def told_by(monkeypatch, capsys):
    """A function: a command, its options and environment → what it tells that can not use its folder."""

    def run(command: str, *options: str, **environment: str) -> str:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", [command, *options])
        settings.cache_clear()
        assert importlib.import_module(command).main() == 1
        return capsys.readouterr().err

    yield run
    settings.cache_clear()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_option_goes_before_the_environment_and_that_before_the_settings(command, tmp_path, told_by):
    given, in_environment, in_settings = tmp_path / "given", tmp_path / "environment", tmp_path / "settings"
    file = tmp_path / "settings.toml"
    file.write_text(f"{REGISTER}[data]\nraw = '{in_settings}'", encoding="utf-8")
    told = "beskrivelsen av rådataene finnes ikke i {}."
    own = {"SETTINGS_FILE": str(file)}
    assert told.format(in_settings) in told_by(command, **own)
    assert told.format(in_environment) in told_by(command, **own, RAW_DIR=str(in_environment))
    assert told.format(given) in told_by(command, "--raw", str(given), **own, RAW_DIR=str(in_environment))


@pytest.mark.parametrize("command", COMMANDS)
def test_settings_that_can_not_be_used_are_told_in_a_sentence(command, tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text(f"{REGISTER}[data]\nraws = 'a'", encoding="utf-8")
    told = "settings.toml kan ikke brukes. «raws» i [data] er ukjent (mente du «raw»?).\n"
    done = subprocess.run(
        [sys.executable, "-m", command],
        cwd=RAW.parent.parent,
        env=os.environ | {"SETTINGS_FILE": str(file)},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (1, told)
