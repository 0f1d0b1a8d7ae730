"""The files in deploy/ with the names and ports of this machine in them, as whoever sets it up would put them in."""

import re
import shlex
import subprocess
from pathlib import Path

from databases import IS_ROOT

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
NAME = "vold.example.no"
PYTHON = "/opt/vold/current/.venv/bin/python"
NGINX_CONF = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/vold.conf;
}}
"""
OPENSSL = [
    "openssl",
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
]


def write_site(folder: Path, ports: list[int], http: int, https: int) -> Path:
    """The site for processes on these ports, on loopback alone, with a certificate of its own; returns nginx.conf."""
    subject = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run([*OPENSSL, *subject, *files], check=True, capture_output=True)
    site = (DEPLOY / "nginx" / "vold.conf").read_text(encoding="utf-8")
    for standard, port in zip((8501, 8502, 8503), ports, strict=True):
        site = site.replace(f":{standard}", f":{port}")
    site = re.sub(r".*listen \[::\].*\n", "", site)
    site = site.replace("listen 80;", f"listen 127.0.0.1:{http};").replace("listen 443 ", f"listen 127.0.0.1:{https} ")
    site = site.replace("/etc/ssl/vold/", f"{folder}/").replace("/var/log/nginx/", f"{folder}/")
    (folder / "vold.conf").write_text(site, encoding="utf-8")
    found = folder / "nginx.conf"
    found.write_text(NGINX_CONF.format(folder=folder, user="user root;" if IS_ROOT else ""), encoding="utf-8")
    return found


def command_of(unit: str, **places: str) -> list[str]:
    """What a unit runs, with the folders of its own server exchanged for others'."""
    text = (DEPLOY / "systemd" / unit).read_text(encoding="utf-8")
    [command] = re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)
    for standard, place in places.items():
        command = command.replace(
            {"port": "%i", "python": PYTHON, "secrets": "/etc/vold/secrets.toml"}[standard], place
        )
    return shlex.split(command)


def environment() -> dict[str, str]:
    """What the file of the environment holds."""
    lines = (DEPLOY / "environment.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
