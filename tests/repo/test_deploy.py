"""What is in deploy/ is read by what will read it: nginx, systemd, the settings, Streamlit's login."""

import csv
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from databases import free_port
from deployed import DEPLOY, NAME, command_of, environment, write_site
from register.settings import read_settings

UNITS = sorted(DEPLOY.glob("systemd/*"))
KNOWN_INSTRUCTIONS = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "ENV", "EXPOSE", "HEALTHCHECK", "CMD"}


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze on PATH")
def test_systemd_knows_all_that_the_units_say(tmp_path):
    """Theirs is another machine: only that its programs are not here is not looked at."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        (tmp_path / unit.name.replace("@", "@8501")).write_text(re.sub(r"/opt/vold/\S+/python", "/bin/true", text))
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".timer"], ids=lambda unit: unit.name)
def test_a_timer_has_its_service(unit):
    assert unit.with_suffix(".service") in UNITS


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx on PATH")
def test_nginx_reads_the_site(tmp_path):
    found = write_site(tmp_path, [free_port() for _ in range(3)], free_port(), free_port())
    done = subprocess.run(["nginx", "-t", "-q", "-c", found], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx on PATH")
def test_who_asks_too_often_is_refused_and_named_nowhere(tmp_path):
    port = free_port()
    found = write_site(tmp_path, [free_port() for _ in range(3)], free_port(), port)
    site = tmp_path / "vold.conf"
    few, times = re.subn("rate=[0-9]+r/s", "rate=1r/m", site.read_text(encoding="utf-8"))
    few, bursts = re.subn("burst=[0-9]+", "burst=2", few)
    assert times == bursts == 1
    site.write_text(few, encoding="utf-8")
    running = subprocess.Popen(["nginx", "-c", found])
    try:
        # Nobody is behind it.
        with httpx.Client(transport=httpx.HTTPTransport(verify=False, retries=5), timeout=60) as client:
            statuses = [client.get(f"https://127.0.0.1:{port}/").status_code for _ in range(5)]
    finally:
        running.terminate()
        running.wait()
    assert statuses == [502] * 3 + [429] * 2
    said = "".join(log.read_text(encoding="utf-8") for log in tmp_path.glob("*.log"))
    assert " 429 " in said and "client:" not in said


def test_every_process_of_the_site_is_known_in_all_of_its_places():
    """A fourth that is forgotten in one of them would lose its visitors."""
    site = (DEPLOY / "nginx" / "vold.conf").read_text(encoding="utf-8")
    upstreams = dict(re.findall(r"^upstream vold_(\w+) \{(.*?)^\}", site, re.MULTILINE | re.DOTALL))
    ports = {name: re.findall(r"server 127\.0\.0\.1:(\d+)(.*);", body) for name, body in upstreams.items()}
    every = {port for port, _ in ports.pop("any")}
    first = {name: found[0][0] for name, found in ports.items()}
    assert set(first.values()) == every
    for found in ports.values():
        assert {port for port, _ in found} == every
        assert ["backup" in how for _, how in found] == [False] + [True] * (len(every) - 1)
    assert dict(re.findall(r"^ +(\d) vold_(\d);$", site, re.MULTILINE)) == {name: name for name in first}
    assert {name: port for port, name in re.findall(r'"~:(\d+)\$" (\d);', site)} == first


def test_the_cookie_of_the_site_is_named_on_personvern():
    site = (DEPLOY / "nginx" / "vold.conf").read_text(encoding="utf-8")
    [cookie] = re.findall(r'default "(\w+)=\$vold_answered; ', site)
    assert f"$cookie_{cookie} " in site
    assert f"- `{cookie}` " in (DEPLOY.parent / "pages" / "about" / "privacy.md").read_text(encoding="utf-8")


def test_the_settings_are_read_and_their_claims_are_roles():
    found = read_settings(DEPLOY / "settings.example.toml")
    assert [(rule.claim, rule.value.split(".")[0]) for rule in found.rules] == [("roles", "vold")] * len(found.rules)
    assert found.rights_of({"roles": ["vold.arbeidsgruppa"]}).is_working_group
    assert found.rights_of({"roles": ["vold.dataforvalter"]}).may_deliver
    assert found.rights_of({"roles": ["vold.krisesenteret"]}).is_crisis_centre
    assert not found.is_example and found.mail is None
    with (DEPLOY.parent / "data" / "raw" / "areas.csv").open(encoding="utf-8") as areas:
        codes = {row["area_code"] for row in csv.DictReader(areas) if row["area_type"] == "kommune"}
    theirs = [rule.rights.municipalities for rule in found.rules if rule.rights.municipalities]
    assert set().union(*theirs) == codes and {len(own) for own in theirs} == {1}


def test_every_rule_of_the_settings_has_its_app_role():
    roles = json.loads((DEPLOY / "entra" / "app_roles.json").read_text(encoding="utf-8"))
    rules = read_settings(DEPLOY / "settings.example.toml").rules
    assert {role["value"]: role["displayName"] for role in roles} == {rule.value: rule.rights.role for rule in rules}
    assert len({UUID(role["id"]) for role in roles}) == len(roles) == len(rules)


def test_the_login_is_whole():
    found = tomllib.loads((DEPLOY / "secrets.example.toml").read_text(encoding="utf-8"))
    assert found["auth"].keys() == {
        "redirect_uri",
        "cookie_secret",
        "client_id",
        "client_secret",
        "server_metadata_url",
    }
    assert found["auth"]["redirect_uri"] == f"https://{NAME}/oauth2callback"


def test_the_name_of_the_site_is_one_that_the_processes_answer_to():
    assert NAME in environment()["STREAMLIT_SERVER_ALLOWED_HOSTS"].split()
    assert environment()["SETTINGS_FILE"].startswith("/etc/vold/")


def test_the_container_copies_and_starts_what_is_there():
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    lines = [line for line in re.sub(r"\\\n\s*", "", text).splitlines() if line and not line.startswith("#")]
    assert {line.split()[0] for line in lines} <= KNOWN_INSTRUCTIONS
    started = re.findall(r'"([^"]+)"', lines[-1])
    assert started[:3] == [".venv/bin/python", "-m", "dashboard.start"]
    unit = command_of("vold@.service", port="8501", python=".venv/bin/python", secrets="/etc/vold/secrets.toml")
    assert set(unit[:3]) | {"--secrets.files", "/etc/vold/secrets.toml"} <= set(started)


def test_what_must_not_leave_the_machine_is_not_in_the_container():
    left_out = (DEPLOY.parent / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"data/*/local", "data/register", ".streamlit/secrets.toml", ".git"} <= set(left_out)
    assert [path for path in map(Path, left_out) if path.is_absolute()] == []
