"""What is told of a source, by what is known of it."""

from types import SimpleNamespace

import pytest

from content.figures.sources import facts
from pipelines.build import RAW
from pipelines.validate import described

[ADDRESS] = [table.fields["address"] for table in described(RAW) if table.name == "sources"]
UNKNOWN = dict.fromkeys(("mode", "fieldwork", "age_from", "age_to", "respondents"))


@pytest.mark.parametrize(
    ("of", "told"),
    [
        ("bruttoutvalget", "Svarandel 83 % av bruttoutvalget."),
        (None, "Svarandel 83 %."),
        (float("nan"), "Svarandel 83 %."),
    ],
)
def test_of_what_a_response_rate_is_a_share_is_told_where_it_is_known(of, told):
    source = SimpleNamespace(**UNKNOWN, response_rate_percent=83.0, response_rate_base=of)
    assert facts(source).replace("\N{NO-BREAK SPACE}", " ") == told


@pytest.mark.parametrize(
    "typed", ["ssb", "www.ssb.no", "javascript:alert(1)", "https://", "https://ssb", "https://s b.no"]
)
def test_what_is_no_address_is_refused_with_one_to_go_by(typed):
    assert "https://www.ssb.no/" in ADDRESS.wrong(typed, typed)[1]


@pytest.mark.parametrize(
    "typed", ["https://lovdata.no", "http://www.ssb.no/statbank/table/07459", "https://æøå.no/a?b=c"]
)
def test_an_address_is_taken(typed):
    assert ADDRESS.wrong(typed, typed) is None
