"""`/data`: the figures as files for other programs, each at an address of its version and at one of the newest."""

import asyncio
import html
import json
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from content import warehouse, wording
from content.look.palette import custom_properties
from pipelines import open_data
from pipelines.publish import of_all_plans, readable_versions
from register.settings import settings

PATH, NEWEST = "data", "nyeste"
KINDS = {".csv": "text/csv", ".json": "application/json", ".parquet": "application/vnd.apache.parquet"}
FORMATS = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}
"""What a file's name ends with → what people call it."""
# None but the one who asks may keep it, and asks again each time: a version that is cleared away is to be read from
# nowhere.
ASKED_EACH_TIME = "private, no-cache"
NO_VERSION = "Denne versjonen av tallene finnes ikke, eller er ryddet bort. Den nyeste er på {}/."
NO_FILE = "Denne filen finnes ikke. Hvilke som finnes, står på {}/."
NOTHING = "Ingen tall er lagt ut ennå."
UNMADE = "Filene kan ikke lages nå. Prøv igjen om litt."
STYLE = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: var(--vnr-ground); color: var(--vnr-text);
  font: 1rem/1.5 sans-serif; overflow-wrap: anywhere; }
h1, h2 { font-family: var(--vnr-serif); line-height: 1.2; }
a { color: var(--vnr-link); }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--vnr-muted); }
th, td { padding: 0.5rem 1rem 0.5rem 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--vnr-grid); }
th[scope=row] { font-weight: 600; }
th code { display: block; font-weight: 400; color: var(--vnr-muted); }
td a { display: inline-block; padding: 0.1rem 0.75rem 0.1rem 0; }
.rows { text-align: right; font-variant-numeric: tabular-nums; }
@media (max-width: 40rem) { table, caption, tbody, tr, th, td { display: block; border: 0; padding: 0; }
  thead { display: none; }
  tr { padding: 0.75rem 0; border-bottom: 1px solid var(--vnr-grid); } td.rows { text-align: left; }
  td.rows::after { content: " rader"; } }
"""
# Not where pages and files wait for each other, and one at a time: what is made for one is there for the next.
_working = ThreadPoolExecutor(1, "open data")


def routes(begins: str) -> list[Route]:
    at = f"{begins}/{PATH}"

    async def answer(request: Request) -> Response:
        asked = partial(_found, at, request.path_params["rest"], request.headers.get("if-none-match", ""))
        answered = await asyncio.get_running_loop().run_in_executor(_working, asked)
        if settings().may_other_sites_fetch:
            answered.headers["Access-Control-Allow-Origin"] = "*"
        return answered

    async def to_the_list(request: Request) -> Response:
        return RedirectResponse(f"{at}/")

    return [Route(at, to_the_list), Route(f"{at}/{{rest:path}}", answer)]


def _found(at: str, asked: str, known: str) -> Response:
    """What is asked for below /data/: «», «version/» or «version/file»; `known` are the tags of what is had already."""
    named, _, name = asked.partition("/")
    # The newest first, of the newest plan before those of others.
    places = of_all_plans(warehouse.PROCESSED)
    versions = {path.stem: path for out in places for path in reversed(readable_versions(out))}
    newest = warehouse.newest_version()
    if newest is None:
        return PlainTextResponse(NOTHING, 503)
    version = Path(newest).stem if named in ("", NEWEST) else named
    if version not in versions:
        return PlainTextResponse(NO_VERSION.format(f"{at}/{NEWEST}"), 404)
    try:
        folder = open_data.files(versions[version])
        if not name:
            return HTMLResponse(_listed(at, named or NEWEST, version, list(versions), folder))
        paths = {path.name: path for path in folder.iterdir()}
    except (OSError, duckdb.Error):
        return PlainTextResponse(UNMADE, 503, {"Retry-After": "10"})
    if name not in paths:
        return PlainTextResponse(NO_FILE.format(at), 404)
    told = {"ETag": f'"{version}"', "Cache-Control": ASKED_EACH_TIME}
    if told["ETag"] in known:
        return Response(status_code=304, headers=told)
    path = paths[name]
    return FileResponse(path, headers=told, media_type=KINDS[path.suffix], stat_result=os.stat(path))


def _listed(at: str, named: str, version: str, versions: list[str], folder: Path) -> str:
    """The tables of a version, at addresses of what it is named by, as a page that a browser shows without a script."""
    package = json.loads((folder / open_data.DESCRIPTOR).read_text(encoding="utf-8"))
    here = f"{at}/{named}"
    rows = "".join(_row(here, resource) for resource in package["resources"])
    others = "".join(f"<li>{_version(at, one)}</li>" for one in versions)
    return f"""<!DOCTYPE html>
<html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Åpne data – {html.escape(package["title"])}</title><style>{custom_properties()}{STYLE}</style></head><body><main>
<h1>Åpne data: tallene som filer</h1>
<p><a href="{at.removesuffix(PATH)}kilder">Til Kilder og metode</a></p>
<p>{html.escape(package["title"])}, lagt ut {_moment(version)}. Hver tabell kan hentes som CSV (UTF-8 med komma), JSON
og Parquet. Navn på tabeller og kolonner er engelske, og verdiene norske.
<a href="{here}/{open_data.DESCRIPTOR}">{open_data.DESCRIPTOR}</a> (Frictionless Data Package) forklarer hver kolonne,
og sier hvilke kilder hver tabell har.</p>
<p>{_terms(package)} Det som skjules av personvernhensyn, er ikke med. Svar om tiltakene,
kontakter og e-postadresser er heller ikke med.</p>
<table><caption>Tabellene</caption><thead><tr><th scope="col">Tabell</th><th scope="col" class="rows">Rader</th>
<th scope="col">Hent</th></tr></thead><tbody>{rows}</tbody></table>
<h2>Adresser som står fast</h2>
<p><code>{at}/{NEWEST}/</code> er alltid de nyeste tallene. Adressen til en versjon gir de samme tallene så lenge
versjonen finnes. Eldre versjoner ryddes bort, og bare den nyeste finnes når noe i den er skjult.</p>
<ul>{others}</ul>
</main></body></html>"""


def _terms(package: dict) -> str:
    """On what terms the figures may be used, as far as it is known."""
    every = {source["title"]: source for resource in package["resources"] for source in resource.get("sources", ())}
    known = [source for source in every.values() if "licence" in source]
    free = [f"«{html.escape(one['title'])}»" for one in package["resources"] if "licenses" in one]
    told = "Tallene kan brukes på vilkårene til den som har publisert dem."
    if not known:
        return f"{told} Vilkårene er ikke kjent: spør den som har publisert tallet."
    whole = f" De gjelder alle tallene i {wording.listed(free)}." if free else ""
    return (
        f"{told} Vilkårene er kjent for {len(known)} av {wording.counted(len(every), 'kilde', 'kilder')}, og står i "
        f"tabellen «Kilder».{whole} Er de ikke kjent, må du spørre den som har publisert tallet."
    )


def _row(here: str, resource: dict) -> str:
    name, title = resource["name"], html.escape(resource["title"])
    links = " ".join(
        f'<a href="{here}/{name}.{format}" aria-label="{name_of}: {title}">{name_of}</a>'
        for format, name_of in FORMATS.items()
    )
    return (
        f'<tr><th scope="row">{title}<code>{name}</code></th>'
        f'<td class="rows">{wording.number(resource["rows"])}</td><td>{links}</td></tr>'
    )


def _version(at: str, version: str) -> str:
    return f'<a href="{at}/{version}/">{_moment(version)}</a> <code>{version}</code>'


def _moment(version: str) -> str:
    return wording.moment(pd.Timestamp(open_data.published_at(version)))
