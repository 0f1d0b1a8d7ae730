"""Which folder of raw data a command reads: the one it is given, else RAW_DIR, else the one of settings.toml."""

import os
import subprocess
import sys

import pytest

from pipelines.build import RAW

COMMANDS = ("pipelines.build", "pipelines.gate", "pipelines.refresh_population")
REGISTER = '[register]\naddress = "sqlite:///data/register/register.sqlite"\n'


def said(command, *options, **environment) -> str:
    """What a command tells that can not use its folder."""
    words = [sys.executable, "-m", command, *options]
    done = subprocess.run(
        words, cwd=RAW.parent.parent, env=os.environ | environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 1
    return done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_option_goes_before_the_environment_and_that_before_the_settings(command, tmp_path):
    given, in_environment, in_settings = tmp_path / "given", tmp_path / "environment", tmp_path / "settings"
    file = tmp_path / "settings.toml"
    file.write_text(f"{REGISTER}[data]\nraw = '{in_settings}'", encoding="utf-8")
    told = "beskrivelsen av rådataene finnes ikke i {}."
    own = {"SETTINGS_FILE": str(file)}
    assert told.format(in_settings) in said(command, **own)
    assert told.format(in_environment) in said(command, **own, RAW_DIR=str(in_environment))
    assert told.format(given) in said(command, "--raw", str(given), **own, RAW_DIR=str(in_environment))


@pytest.mark.parametrize("command", COMMANDS)
def test_settings_that_can_not_be_used_are_told_in_a_sentence(command, tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text(f"{REGISTER}[data]\nraws = 'a'", encoding="utf-8")
    told = "settings.toml kan ikke brukes. «raws» i [data] er ukjent (mente du «raw»?).\n"
    assert said(command, SETTINGS_FILE=str(file)) == told
