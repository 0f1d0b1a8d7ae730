"""Registers stored by earlier versions, in each kind of database: brought forward with all they held."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, create_engine, select
from test_register_survives import PROCESSES, open_new

from databases import stored
from processes import IS_POSIX, NO_FORK, elsewhere
from register.backup import restore
from register.plans import OF_A_PLAN, has_unplanned, keep_plan, of_plan
from register.schema import VERSION, metadata, rounds, state
from reported import HAMAR, REPORT, last_reports, rows, send

VERSIONS = ("1", "2", "3", "4", "5")


def held(engine: Engine) -> dict[str, list[dict]]:
    """All that its tables hold, whatever version they are of, but for the version itself."""
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: [
                {name: value for name, value in row.items() if name != "schema_version"}
                for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
            ]
            for table in found.sorted_tables
        }


def seen_before(address: str) -> dict[str, list[dict]]:
    engine = create_engine(address)
    try:
        return held(engine)
    finally:
        engine.dispose()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_stored_register_is_brought_forward_with_all_it_held(version, address, opened):
    stored(version, address)
    before = seen_before(address)
    assert len(before["reports"]) == 6 and len(before["rounds"]) == 3
    register = opened(address)
    after = held(register)
    for table, content in before.items():
        assert [{name: row[name] for name in was} for row, was in zip(after[table], content, strict=True)] == content
    assert [row["schema_version"] for row in rows(register, state)] == [VERSION]
    assert {row["is_withdrawn"] for row in after["reports"]} == {False}
    # Of two rounds with the same name, the first keeps it.
    assert [row["title_key"] for row in rows(register, rounds)] == ["våren 2026", None, "høsten 2026"]
    # From the third on the words of the rounds that were closed were kept.
    assert sum(row["frozen_at"] is not None for row in after["rounds"]) == (2 if version in "345" else 0)
    assert {row["done_as_meant"] for row in after["reports"]} == {None}
    assert len(after["contacts"]) == len(before.get("contacts", []))
    assert {row["plan_id"] for table in OF_A_PLAN for row in after[table.name]} == {None}
    register.dispose()
    assert held(opened(address)) == after


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_from_before_plans_were_told_apart_is_of_the_plan_there_was_then(version, address, opened):
    stored(version, address)
    register = opened(address)
    first, second = of_plan(register, "plan_2023"), of_plan(register, "plan_2027")
    assert has_unplanned(register)
    keep_plan(register, "plan_2023")
    assert not has_unplanned(register)
    assert {row["plan_id"] for table in OF_A_PLAN for row in rows(register, table)} == {"plan_2023"}
    assert last_reports(first) == last_reports(register) != {} and last_reports(second) == {}
    # Once and for all.
    keep_plan(register, "plan_2019")
    assert {row["plan_id"] for table in OF_A_PLAN for row in rows(register, table)} == {"plan_2023"}


@pytest.mark.parametrize("version", (None, *VERSIONS))
def test_every_register_has_the_tables_that_the_code_names(version, address, opened):
    if version is not None:
        stored(version, address)
    register = opened(address)
    with register.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        if register.dialect.name == "sqlite":
            assert connection.exec_driver_sql("pragma foreign_key_check").all() == []
            settings = ("journal_mode", "secure_delete", "foreign_keys")
            assert [connection.exec_driver_sql(f"pragma {name}").scalar() for name in settings] == ["wal", 1, 1]


@pytest.mark.parametrize("version", VERSIONS)
def test_reporting_goes_on_in_a_register_that_was_brought_forward(version, address, opened):
    stored(version, address)
    register = opened(address)
    assert send(register, REPORT) == 1
    assert last_reports(register)[1, HAMAR] == REPORT
    assert [row["round_id"] for row in rows(register, metadata.tables["reports"])][-1] == 3


@pytest.mark.skipif(not IS_POSIX, reason=NO_FORK)
@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_register_is_opened_by_several_at_the_same_instant(version, address, opened):
    stored(version, address)
    before = seen_before(address)
    assert elsewhere(open_new, [address]) == [0] * PROCESSES
    assert len(held(opened(address))["reports"]) == len(before["reports"])


@pytest.mark.parametrize("version", VERSIONS)
def test_a_backup_of_an_earlier_version_is_restored_and_left_as_it_is(version, register, new_address, opened, tmp_path):
    file = tmp_path / "old.sqlite"
    stored(version, f"sqlite:///{file}")
    written, old = file.read_bytes(), seen_before(f"sqlite:///{file}")
    assert restore(register, file) == 6
    now = held(register)
    for table in old.keys() - {"register_state"}:
        assert [{name: row[name] for name in was} for row, was in zip(now[table], old[table], strict=True)] == old[
            table
        ]
    assert file.read_bytes() == written
    assert send(register, REPORT) == 1


def test_nothing_is_brought_forward_in_part(address, opened, monkeypatch):
    stored("1", address)
    before = seen_before(address)
    monkeypatch.setattr("register.migrations.update", lambda table: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        opened(address)
    assert seen_before(address) == before


def test_what_refers_to_a_report_still_does(address, opened):
    stored("2", address)
    register = opened(address)
    with pytest.raises(Exception, match="(?i)foreign key"), register.begin() as connection:
        connection.execute(metadata.tables["reports"].delete().where(metadata.tables["reports"].c.report_id == 1))
