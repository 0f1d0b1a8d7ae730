"""Publishing: what a version holds, how long it is kept, and when it is out of date."""

import errno
import hashlib
import io
import os
import shutil
from contextlib import redirect_stdout
from pathlib import Path

import duckdb
import pytest

from pipelines.build import RAW, UnwritableError, build, main
from pipelines.publish import CODE, KEPT, current_version, fingerprint, is_stale, publish, restore, versions
from processes import IS_POSIX, NO_FORK, elsewhere
from published import answers, drafts, publish_again

CONTRACT = {
    "sources": "source_id, title, publisher, year, respondents, age_from, age_to, mode, fieldwork, response_rate_percent, "
    "response_rate_base, address, in_plan",
    "prevalence": "estimate_id, source_id, violence, population, sex, age_from, age_to, recall_period, percent, percent_low, "
    "percent_high, persons_low, persons_high, ratio, precision, wording, base, base_origin, ci_low, ci_high, "
    "comparable_group, in_plan, plan_section, is_provisional, missing_reason",
    "youth_violence": "act, severity, frequency, respondents, percent, ci_low, ci_high, source_id",
    "crisis_centre_use": "area_code, area, year, user_group, use, amount, amount_low, amount_high, percent, precision, "
    "counting_method, in_plan, source_id, is_provisional, missing_reason",
    "advisory_cases": "year, area_code, area, age_group, concern, cases, percent, in_plan, source_id, is_provisional, "
    "missing_reason",
    "homicides": "year_from, year_to, relation, victims, source_id",
    "population": "area_code, area, year, sex, age_from, age_to, persons, source_id",
    "population_totals": "area_code, area, year, persons, source_id",
    "areas": "area_code, area, area_type",
    "plans": "plan_id, title, short_title, title_in_text, valid_from, valid_until, validity_said_by, address, source_id",
    "measures": "measure_no, section, working_title, overview_wording, body_wording, focus_area, responsible, deadline, "
    "source_id",
    "measure_target_groups": "measure_no, target_group",
    "measure_tasks": "measure_no, area_code, area, is_joint, task, owner, deadline",
    "notices": "check_name, source_id, detail",
}


def test_the_last_three_versions_are_kept_and_drafts_cleared_away(built, tmp_path):
    left_behind = ["old.duckdb.draft", "old.duckdb.draft.wal", "current.draft"]
    names = []
    for _ in range(5):
        for name in left_behind:
            (tmp_path / name).write_text("half written")
        names.append(publish(built(), tmp_path, "0123456789abcdef"))
    assert [path.name for path in versions(tmp_path)] == names[-3:]
    assert answers(tmp_path)[0] == names[-1]
    assert not drafts(tmp_path)


@pytest.mark.parametrize("kept", [1, KEPT])
def test_what_is_published_after_the_clock_was_set_back_is_in_use_and_counts_as_the_newest(built, tmp_path, kept):
    """Where one alone is kept, an older one might show what is hidden now."""
    before = publish(built(), tmp_path, "0123456789abcdef")
    (tmp_path / before).rename(tmp_path / f"2099{before[4:]}")
    names = [publish(built(), tmp_path, "0123456789abcdef", kept=kept) for _ in range(KEPT)]
    assert current_version(tmp_path) == names[-1]
    found = [path.name for path in versions(tmp_path)]
    assert len(found) == kept and names[-1] in found


def published_on_a_full_disk(out: Path) -> str:
    """What is told when no file may grow."""
    import resource  # not on every system

    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
    # What is said is a file too.
    with redirect_stdout(io.StringIO()):
        try:
            return f"{build(RAW, out)} is published"
        except UnwritableError as error:
            return str(error)


@pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
def test_on_a_full_disk_nothing_is_published_and_the_last_version_stays(published, tmp_path):
    out = shutil.copytree(published, tmp_path / "out")
    before = answers(out)
    told = elsewhere(published_on_a_full_disk, out)
    assert told.startswith("En ny versjon kan ikke skrives i ")
    assert answers(out) == before


def test_a_version_is_never_written_again(published, tmp_path):
    out = shutil.copytree(published, tmp_path / "out")
    [file] = versions(out)
    before = hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns, file.stat().st_ino
    assert build(RAW, out) != file.name
    answers(out)
    assert (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns, file.stat().st_ino) == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "156,2,106,1,262,3",
            "156,2,106,1,226,3",
            "youth_violence.csv, linje 6, kolonne «total_respondents»: 156 + 106 er ikke 226. Forventet: ",
        ),
        (
            "156,2,106,1,262,3",
            "156,2,106,1,mange,3",
            "youth_violence.csv, linje 6, kolonne «total_respondents»: «mange»",
        ),
    ],
    ids=["check", "validation"],
)
def test_nothing_is_published_when_the_data_are_wrong(published, tmp_path, monkeypatch, capsys, old, new, told):
    raw, out = shutil.copytree(RAW, tmp_path / "raw"), shutil.copytree(published, tmp_path / "out")
    text = (raw / "youth_violence.csv").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (raw / "youth_violence.csv").write_text(text.replace(old, new), encoding="utf-8")
    before = answers(out)
    monkeypatch.setattr("sys.argv", ["build", "--raw", str(raw), "--out", str(out)])
    assert main() == 1
    assert told in capsys.readouterr().err
    assert answers(out) == before
    assert len(versions(out)) == 1


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of raw data, SQL and code, published, and asked about in place of the project's own."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(RAW, root / "raw")
    shutil.copytree(CODE, root / "pipelines")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.publish.CODE", root / "pipelines")
        build(root / "raw", root / "out")
        yield root


@pytest.mark.parametrize(
    "file",
    [
        "raw/homicides.csv",
        "raw/datapackage.json",
        "pipelines/sql/functions.sql",
        "pipelines/sql/staging/homicides.sql",
        "pipelines/sql/marts/homicides.sql",
        "pipelines/sql/checks/notice/base_not_printed.sql",
        "pipelines/read.py",
    ],
)
def test_content_decides_what_is_out_of_date(copy, file):
    path, raw, out = copy / file, copy / "raw", copy / "out"
    content = path.read_bytes()
    os.utime(path, (2**31 - 1, 2**31 - 1))
    assert not is_stale(raw, out)
    path.write_bytes(content.replace(b"e", b"E", 1))
    os.utime(path, (0, 0))
    assert is_stale(raw, out)
    path.write_bytes(content)
    assert not is_stale(raw, out)
    renamed = path.rename(path.with_stem("renamed"))
    assert is_stale(raw, out)
    renamed.rename(path)


def test_without_a_version_in_use_all_is_out_of_date(copy, tmp_path):
    out = shutil.copytree(copy / "out", tmp_path / "out")
    assert not is_stale(copy / "raw", out)
    name = current_version(out)
    version = (out / name).rename(tmp_path / "away")
    assert is_stale(copy / "raw", out)
    version.rename(out / name)
    assert not is_stale(copy / "raw", out)
    (out / "current").unlink()
    assert is_stale(copy / "raw", out)


POINTERS = {"empty": b"", "garbage": b"\xff\x00\xfe", "a file that is not there": b"20260101T000000000000-0.duckdb",
            "a path": b"../x.duckdb", "the folder": b"."}  # fmt: skip
VERSIONS = {"zero bytes": lambda content: b"", "truncated": lambda content: content[: len(content) // 2],
            "no database": lambda content: b"x" * 9000,
            "overwritten": lambda content: content[:20_000] + b"\0" * 40_000 + content[60_000:]}  # fmt: skip


def published_anew(copy: Path, out: Path) -> str:
    """As a build does it, of what is computed already."""
    restore(out)
    return publish_again(copy / "out" / current_version(copy / "out"), out, fingerprint(copy / "raw"))


@pytest.mark.parametrize("content", POINTERS.values(), ids=POINTERS)
def test_a_damaged_pointer_is_seen_and_made_anew(copy, tmp_path, content):
    raw, out = copy / "raw", shutil.copytree(copy / "out", tmp_path / "out")
    expected, before = answers(out)[1], current_version(out)
    (out / "current").write_bytes(content)
    assert current_version(out) is None and is_stale(raw, out)
    restore(out)
    assert current_version(out) == before and not is_stale(raw, out)
    (out / "current").write_bytes(content)
    published_anew(copy, out)
    assert answers(out)[1] == expected and not is_stale(raw, out)


@pytest.mark.parametrize("damage", VERSIONS.values(), ids=VERSIONS)
def test_a_damaged_version_is_seen_and_made_anew(copy, tmp_path, damage):
    raw, out = copy / "raw", shutil.copytree(copy / "out", tmp_path / "out")
    expected, damaged = answers(out)[1], out / current_version(out)
    older = shutil.copy(damaged, out / "20200101T000000000000-0000000000000000.duckdb")
    damaged.write_bytes(damage(damaged.read_bytes()))
    assert current_version(out) is None and is_stale(raw, out)
    restore(out)
    assert current_version(out) == Path(older).name and is_stale(raw, out)
    published_anew(copy, out)
    assert answers(out)[1] == expected and not damaged.exists()


@pytest.mark.parametrize(
    ("number", "told"), [(errno.ENOSPC, "Det er ikke plass på disken"), (errno.EROFS, "kan ikke skrives")]
)
def test_a_folder_that_can_not_be_written_is_told_and_the_last_version_stays(
    copy, tmp_path, monkeypatch, capsys, number, told
):
    out = shutil.copytree(copy / "out", tmp_path / "out")
    before = answers(out)

    def refused(draft, path):
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(os, "replace", refused)
    monkeypatch.setattr(os, "rename", refused)
    monkeypatch.setattr("sys.argv", ["build", "--raw", str(copy / "raw"), "--out", str(out)])
    assert main() == 1
    said = capsys.readouterr().err
    assert told in said and said.endswith("Ingenting er publisert. Siste gyldige versjon er fortsatt i bruk.\n")
    assert answers(out) == before


@pytest.mark.parametrize("name", ["Mappe med æøå #1 100%?", "?mode=ro", "a'b\"c", "50%20", "*[x]"])
def test_versions_may_lie_in_any_folder(copy, tmp_path, name):
    out = tmp_path / name / "out"
    assert published_anew(copy, out) == current_version(out)
    assert answers(out)[1] == answers(copy / "out")[1]
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("options", [[], ["--verbose"]])
def test_notices_are_counted_in_one_line_and_shown_when_asked_for(copy, tmp_path, monkeypatch, capsys, options):
    monkeypatch.setattr("sys.argv", ["build", "--raw", str(copy / "raw"), "--out", str(tmp_path / "out"), *options])
    assert main() == 0
    said = capsys.readouterr().out.splitlines()
    shown = [line for line in said if line.startswith("merknad")]
    [counted] = [line.split() for line in said if line.startswith("kontroller")]
    assert len(shown) == (int(counted[1]) if options else 0)
    assert any(line.startswith(f"{counted[1]} merknader til dataene: ") for line in said) is not bool(options)


@pytest.fixture(scope="module")
def version_file(published):
    with duckdb.connect(str(published / current_version(published)), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("mart", CONTRACT)
def test_published_marts_keep_the_contract(version_file, mart):
    columns = version_file.execute(
        "select column_name from duckdb_columns() where schema_name = 'marts' and table_name = $mart", {"mart": mart}
    ).fetchall()
    assert set(CONTRACT[mart].split(", ")) <= {name for (name,) in columns}
    assert version_file.execute(f"select count(*) from marts.{mart}").fetchone()[0] > 0


def test_only_the_marts_leave_the_build_with_their_explanations(version_file):
    tables = version_file.execute("select distinct schema_name from duckdb_tables()").fetchall()
    views = version_file.execute("select distinct schema_name from duckdb_views() where not internal").fetchall()
    schemas = version_file.execute(
        "select schema_name from duckdb_schemas() where database_name = current_database() and not internal"
    ).fetchall()
    assert (tables, views) == ([("marts",)], [])
    assert {name for (name,) in schemas} <= {"main", "marts"}
    unexplained = """
        select table_name from duckdb_tables() where comment is null
        union all
        select column_name from duckdb_columns() where schema_name = 'marts' and comment is null
    """
    assert version_file.execute(unexplained).fetchall() == []
