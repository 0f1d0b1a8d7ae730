"""Who may import what, followed from module to module, and what SQL the pages may hold."""

import ast
import graphlib
import json
import re
import sys
from functools import cache
from itertools import takewhile, zip_longest
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("register", "pipelines", "content", "dashboard", "pages", "app")
"""From the ground up: what stands on a floor may import what is on it and below."""
SCREEN = ("dashboard", "pages", "app")
"""The floors that may reach Streamlit."""
FILES = [file for floor in FLOORS for file in ([ROOT / "app.py"] if floor == "app" else (ROOT / floor).rglob("*.py"))]
MODULES = {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in FILES}
PAGES = [name for name in MODULES if name.startswith("pages.")]
# The warehouse runs what others select, and charts are drawn from what they are given.
SELECTING = [name for name in MODULES if re.match(r"pages|dashboard|content\.(?!warehouse|charts)", name)]
LONGEST_PAGE = 90


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@cache
def imported(module: str) -> set[str]:
    """The modules a module imports itself, anywhere in it; a package's __init__ runs with each of its modules."""
    names = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name for name in named if name in MODULES} | {node.module}
    packages = {".".join(name.split(".")[:depth]) for name in names for depth in range(1, name.count(".") + 1)}
    return names | packages


def reached(module: str) -> set[str]:
    """All that is imported when the module is, through every module of ours."""
    seen, waiting = set(), [module]
    while waiting:
        names = imported(waiting.pop()) - seen
        seen |= names
        waiting += [name for name in names if name in MODULES]
    return seen


def tops(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def floor(module: str) -> int:
    return FLOORS.index(module.split(".")[0])


def test_the_walk_goes_through_other_modules():
    assert "altair" in reached("dashboard.frame") - imported("dashboard.frame")
    assert "streamlit" in reached("app")
    assert {"pipelines.publish", "duckdb"} <= reached("content.figures")
    assert len(PAGES) == len(list((ROOT / "pages").rglob("*.py"))) > 5


def test_only_the_screen_reaches_streamlit():
    below = [name for name in MODULES if not name.startswith(SCREEN)]
    assert len(below) > 100 and [name for name in below if "streamlit" in tops(reached(name))] == []


def test_no_import_runs_upwards():
    imports = [(name, other) for name in MODULES for other in imported(name) & MODULES.keys()]
    assert len(imports) > 1000 and [(name, other) for name, other in imports if floor(other) > floor(name)] == []


def rooms() -> dict[str, set[str]]:
    """Each folder and each module, and those beside it in the same folder that something in it imports from."""
    found: dict[str, set[str]] = {}
    for module in MODULES:
        for other in imported(module) & MODULES.keys():
            mine, theirs = module.split("."), other.split(".")
            ways = zip_longest(mine, theirs)
            shared = sum(1 for _ in takewhile(lambda step: step[0] == step[1], ways))
            # A folder's own __init__ and what lies below it are no neighbours.
            if shared < min(len(mine), len(theirs)):
                found.setdefault(".".join(mine[: shared + 1]), set()).add(".".join(theirs[: shared + 1]))
    return found


def test_no_room_and_no_module_is_in_a_circle():
    list(graphlib.TopologicalSorter(rooms()).static_order())


@pytest.mark.parametrize("module", PAGES)
def test_page_only_composes(module):
    assert tops(imported(module)) <= {"content", "dashboard", "register", "streamlit"} | sys.stdlib_module_names
    lines = MODULES[module].read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_PAGE
    assert not [node for node in ast.walk(tree(module)) if isinstance(node, ast.ClassDef)]


def test_files_are_made_in_one_place():
    """Streamlit makes a file in a thread that knows no version: only `parts.download` settles it beforehand."""
    asking = {
        name
        for name in MODULES
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute) and node.attr == "download_button"
    }
    assert asking == {"dashboard.parts"}


def test_no_page_loads_what_colours_the_words_of_a_program():
    """Streamlit's `code` fetches half a megabyte of script for it: `markup.to_copy` shows a text, and copies it."""
    calls = [node for name in MODULES for node in ast.walk(tree(name)) if isinstance(node, ast.Call)]
    assert "st.code" not in {ast.unparse(call.func) for call in calls}


def test_what_others_keep_to_themselves_is_used_in_one_file():
    """A name that begins with «_» is known where it is used, but for Streamlit's in the file that a new version breaks."""
    using = set()
    for name in (name for name in MODULES if name.startswith(SCREEN)):
        nodes = list(ast.walk(tree(name)))
        own = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
        own |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        own |= {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
        used = [node for node in nodes if isinstance(node, ast.Attribute) and re.match("_(?!_)", node.attr)]
        using |= {name for node in used if node.attr not in own and ast.unparse(node) != "os._exit"}
    assert using == {"dashboard.guard.streamlit_parts"}


def test_links_between_pages_hold_wherever_the_servers_addresses_begin():
    screen = {name: file.read_text(encoding="utf-8") for name, file in MODULES.items() if name.startswith(SCREEN)}
    assert screen and [name for name, text in screen.items() if re.search(r'\]\(/|href="/', text)] == []


def queries(module: str) -> list[str]:
    """Every string constant that is a query; one that is put together from parts fails."""
    texts = [
        node.value for node in ast.walk(tree(module)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    formatted = [
        part.value
        for node in ast.walk(tree(module))
        if isinstance(node, ast.JoinedStr)
        for part in node.values
        if isinstance(part, ast.Constant)
    ]
    assert not [text for text in formatted if re.search(r"\b(select|from|where)\b", text)]
    return [text for text in texts if re.match(r"\s*(select|with|from|insert|update|delete|create|attach)\b", text)]


def tables_read(query: str) -> set[str]:
    """Every table and table macro a select reads, as it is named there, apart from its own `with`; else an error."""
    [(parsed,)] = duckdb.execute("select json_serialize_sql($query)", {"query": query}).fetchall()
    read, own, waiting = set(), set(), [json.loads(parsed)]
    assert not waiting[0]["error"], query
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("type") == "BASE_TABLE":
                read.add(".".join(filter(None, (node["catalog_name"], node["schema_name"], node["table_name"]))))
            if node.get("type") == "TABLE_FUNCTION":
                function = node["function"]
                read.add(".".join(filter(None, (function["catalog"], function["schema"], function["function_name"]))))
            own |= {entry["key"] for entry in node.get("cte_map", {}).get("map", [])}
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return read - own


def test_sql_only_selects_from_marts():
    found = [(module, query) for module in SELECTING for query in queries(module)]
    assert len(found) > 20
    for module, query in found:
        assert {table.partition(".")[0] for table in tables_read(query)} == {"marts"}, (module, query)
