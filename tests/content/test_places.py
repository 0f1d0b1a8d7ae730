"""Numbers of several places in one indicator: each says its own."""

from content import warehouse
from content.figures.catalogue import every
from content.figures.figure import show
from pipelines.publish import publish
from plants import observation


def test_each_number_says_where_it_is_from_where_they_are_of_several_places(built, tmp_path, monkeypatch):
    publish(built(observation("cooperation_nav_2020", area_code="34")), tmp_path, "0" * 16)
    monkeypatch.setattr(warehouse, "PROCESSED", tmp_path)
    version = warehouse.version_in_use()
    shown = show(every(version)["cooperation_2020"], version)
    assert "Hele landet og Innlandet 2020." in shown.scope
    assert {"Nav, Innlandet", "Barnevern, Norge"} <= {*shown.table["Gjelder"]}
