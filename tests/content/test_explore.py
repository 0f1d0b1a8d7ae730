"""What can be asked on Utforsk: every way of it is drawn or says why not, and what is hidden stays hidden."""

import re
from typing import NamedTuple

import pandas as pd
import pytest

from content import charts, warehouse
from content.explore import as_figure, catalogue, guard, people, status, tables, view
from content.explore.catalogue import PEOPLE, PEOPLE_BY_YEAR, STATUS
from content.explore.offer import offer
from content.explore.view import view_of
from content.figures.figure import Figure, Shown, show
from proofs import some
from showing import plain

BANDS = [(0, 11), (12, 16), (17, 17), (18, 64), (65, people.OLDEST)]
HIDDEN = "Vises ikke av personvernhensyn"


@pytest.fixture(scope="module")
def entries(filled_version):
    return catalogue.entries(filled_version)


def looked_at(version, key, **asked):
    """The view of an address, and what is told of it."""
    return view_of(asked, offer(version, catalogue.entries(version)[key]), BANDS)


def ways(version, key):
    """Addresses of every split × way of counting, and of each value alone, as it is drawn first and last: or as one of
    them, in turn."""
    offered = offer(version, catalogue.entries(version)[key])
    whole = [
        {name: value for name, value in (("fordelt", split), ("som", counted)) if value}
        for split in offered.splits or [""]
        for counted in offered.counted_as or [""]
    ]
    yield from whole
    alone = [{dimension.key: value} for dimension, values in offered.values.items() for value in values]
    for place, ends in enumerate((whole[0], whole[-1])):
        yield from (ends | value for value in some(alone[place::2], alone))
    if offered.years:
        yield {"aar": f"{offered.years[0]}-{offered.years[1]}"}


class Looked(NamedTuple):
    asked: dict[str, str]
    view: view.View
    figure: Figure
    shown: Shown | None


@pytest.fixture(scope="module")
def every_view(filled_version, entries) -> dict[str, list[Looked]]:
    """Entry → all its ways, but for the status of tasks; only to be read."""

    def look(key: str, asked: dict[str, str]) -> Looked:
        chosen, _ = looked_at(filled_version, key, **asked)
        figure = as_figure.figure_of(filled_version, chosen)
        return Looked(asked, chosen, figure, show(figure, filled_version))

    keys = [key for key, entry in entries.items() if entry.kind != STATUS]
    return {key: [look(key, asked) for asked in ways(filled_version, key)] for key in keys}


def test_every_view_of_every_entry_is_drawn_or_in_words(filled_version, every_view):
    drawn = 0
    for key, views in every_view.items():
        for number, (asked, chosen, figure, shown) in enumerate(views):
            if shown is None:
                continue
            assert shown.chart is None or number or shown.spec["datasets"], key
            if shown.chart is None:
                assert as_figure.why_nothing(filled_version, figure, chosen).endswith("."), (key, asked)
                assert len(shown.table), (key, asked)
                continue
            drawn += 1
            assert shown.cannot_say and shown.can_say and shown.scope, (key, asked)
            assert "nan" not in " ".join(shown.can_say).lower().split(), (key, asked)
    assert drawn > 200


def test_what_is_chosen_is_what_is_selected(filled_version):
    chosen, told = looked_at(filled_version, "adults-2014", kjonn="kvinner")
    shown = show(as_figure.figure_of(filled_version, chosen), filled_version)
    assert told == [] and {*shown.table["Hvem"]} == {"Kvinner"}
    chosen, _ = looked_at(filled_version, "national-residents", aar="2021-2024", hvem="barn")
    shown = show(as_figure.figure_of(filled_version, chosen), filled_version)
    assert [row.year for row in shown.chart.rows] == [2021, 2022, 2023, 2024]
    assert shown.chart.breaks == () and shown.chart.names == ["Barn"]


def test_a_break_that_is_not_confirmed_is_told_as_such_where_nothing_else_is_broken(filled_version):
    """Children alone: nobody has said that they are counted in another way."""
    unsure = "Om tellemåten ble lagt om i 2021, er ikke bekreftet."
    for who, is_unsure in (("barn", True), ("voksne", False)):
        chosen, _ = looked_at(filled_version, "national-residents", hvem=who)
        figure = as_figure.figure_of(filled_version, chosen)
        said = " ".join(show(figure, filled_version).can_say) + as_figure.series_table(filled_version, figure, chosen)
        assert said.count("ble lagt om i 2021") == 2
        assert (unsure.lower() in said.lower()) == is_unsure and said.lower().count(unsure.lower()) == 2 * is_unsure


def test_adults_and_children_together_have_a_rate_where_neither_has(filled_version):
    apart, _ = looked_at(filled_version, "national-residents", som="rate")
    figure = as_figure.figure_of(filled_version, apart)
    assert show(figure, filled_version).chart is None
    assert "innbyggere etter alder er hentet bare for 2026" in as_figure.why_nothing(filled_version, figure, apart)
    together, _ = looked_at(filled_version, "national-residents", som="rate", fordelt="samlet")
    shown = show(as_figure.figure_of(filled_version, together), filled_version)
    [people_2024] = warehouse.query(
        filled_version, "select persons from marts.population_totals where area_code = '0' and year = 2024"
    )["persons"]
    [last] = [row for row in shown.chart.rows if row.year == 2024]
    assert last.amount == pytest.approx(10_000 * (2340 + 1704) / people_2024)
    assert plain(shown.finding.text) == "Beboere i landet, 2024: 7,3 per 10 000 innbyggere (ikke bekreftet)"
    assert shown.chart.breaks == (2021,) and 2016 not in [row.year for row in shown.chart.rows]


def test_a_sum_is_hidden_where_a_part_is(filled_version):
    parts = warehouse.query(
        filled_version,
        """
        select together.amount, list(used.amount) as amounts, bool_or(used.amount is null) as is_hidden
        from marts.crisis_centre_together as together
        inner join marts.crisis_centre_use as used using (area_code, year, use)
        where user_group in ('voksne', 'barn') and not in_plan and used.counting_method not like '%omregnet'
        group by area_code, year, use, together.amount
        """,
    )
    assert parts["is_hidden"].any() and not parts["is_hidden"].all()
    assert parts["amount"].isna().eq(parts["is_hidden"]).all()


def test_what_is_hidden_is_hidden_however_it_is_asked_for(filled_version, entries, every_view):
    """A row that is hidden in any view is hidden in all, and no picture has it."""
    hidden = warehouse.query(
        filled_version,
        "select year, area, user_group, use from marts.crisis_centre_use where missing_reason = $hidden",
        {"hidden": HIDDEN},
    )
    assert len(hidden)
    found = 0
    for key in (key for key, entry in entries.items() if entry.kind in ("årsserie", "bosted")):
        for asked, _, figure, shown in every_view[key]:
            frame = as_figure.rows(filled_version, figure)
            missing = frame[frame["missing_reason"].eq(HIDDEN)] if len(frame) else frame
            found += len(missing)
            if len(missing):
                assert missing[["amount", "per_10000"]].isna().all(axis=None), (key, asked)
                assert not figure.drawn(frame[frame["has_number"]])["amount"].isna().any(), (key, asked)
                assert HIDDEN in shown.table.to_string(), (key, asked)
    assert found > 10


def test_numbers_of_different_surveys_are_not_drawn_together(filled_version, entries):
    compared = guard.compared(
        filled_version, looked_at(filled_version, "adults-2023")[0], looked_at(filled_version, "adults-2014")[0]
    )
    assert not compared.may_share_axis
    differing = {found.name: (found.first, found.second) for found in compared.differing}
    assert differing["Alder"] == ("18–74 år", "18–75 år")
    assert differing["Spurt"] == ("juni 2021–juni 2022", "2. kvartal 2013")
    assert plain(differing["Svarandel"][1]) == "42,9 % av dem som ble nådd på telefon"
    assert "Måte: telefonintervju." in compared.alike and "Periode: noen gang i livet." in compared.alike
    first, _ = looked_at(filled_version, "adults-2023")
    second, _ = looked_at(filled_version, "adults-2014")
    with pytest.raises(charts.NotComparableError):
        show(as_figure.together(filled_version, first, second), filled_version)


def test_years_that_follow_each_other_are_told_as_a_span(filled_version):
    views = [looked_at(filled_version, entry)[0] for entry in ("national-residents", "national-stays")]
    told = {found.name: (found.first, found.second) for found in guard.compared(filled_version, *views).differing}
    assert told["År"] == ("2016–2024", "2016–2017, 2019–2024")
    assert told["Kilde"] == ("Bufdir 2016–2024", "Bufdir 2016–2017, 2019–2024")


def test_what_is_left_out_is_not_held_against_the_other(filled_version):
    first, _ = looked_at(filled_version, "adults-2023", gjelder="alvorlig-vold-fra-partner")
    second, _ = looked_at(filled_version, "adults-2014", gjelder="alvorlig-fysisk-vold-fra-partner")
    [asked] = [found for found in guard.compared(filled_version, first, second).differing if found.name == "Gjelder"]
    assert (asked.first, asked.second) == ("«Alvorlig vold fra partner»", "«Alvorlig fysisk vold fra partner»")


def test_only_those_of_one_comparable_group_share_an_axis(filled_version, entries):
    groups = """
        select
            indicator_id, any_value(comparable_group) as group_, any_value(observations.unit) as unit,
            string_agg(distinct coalesce(observations.year, sources.year)) as years
        from marts.observations
        inner join marts.indicators as indicators using (indicator_id)
        inner join marts.sources as sources using (source_id)
        where indicators.kind = 'anslag'
        group by indicator_id
        having count(distinct comparable_group) = 1
    """
    rows = warehouse.query(filled_version, groups).itertuples()
    known = {row.indicator_id: (row.group_, row.unit, row.years) for row in rows}
    ours = [entry for entry in entries.values() if entry.is_indicator]
    alike = [
        (one, other)
        for place, one in enumerate(ours)
        for other in ours[place + 1 :]
        if one.id in known and known[one.id] == known.get(other.id)
    ]
    assert len(alike) > 1
    for one, other in [*alike, *zip(ours, ours[1:], strict=False)]:
        views = [looked_at(filled_version, entry.key)[0] for entry in (one, other)]
        may_share = guard.compared(filled_version, *views).may_share_axis
        assert may_share == ((one, other) in alike), (one.id, other.id)
        if may_share:
            shown = show(as_figure.together(filled_version, *views), filled_version)
            alone = show(as_figure.figure_of(filled_version, views[0]), filled_version)
            assert len(shown.chart.rows) > len(alone.chart.rows)


def test_two_years_retold_by_one_source_share_no_axis(filled_version):
    """A magazine that tells of the survey of 2014 and of that of 2023 makes them no series."""
    views = [looked_at(filled_version, f"rape-young-women-{year}")[0] for year in (2023, 2014)]
    compared = guard.compared(filled_version, *views)
    assert not compared.may_share_axis
    assert ("År", "2023", "2014") in [(found.name, found.first, found.second) for found in compared.differing]
    with pytest.raises(charts.NotComparableError):
        as_figure.together(filled_version, *views)


def test_of_two_on_one_axis_each_is_left_out_of_as_chosen(filled_version):
    entries = catalogue.entries(filled_version)
    by_partner, _ = looked_at(filled_version, "rape-by-partner-2023")
    physical, _ = view_of(
        {"kjonn2": "menn"}, offer(filled_version, entries["severe-physical-2023"]), BANDS, view.SECOND
    )
    for views in ((by_partner, physical), (physical, by_partner)):
        shown = show(as_figure.together(filled_version, *views), filled_version)
        assert sorted(shown.table["Hvem"]) == ["Kvinner", "Menn"]
        assert {*shown.table["Gjelder"]} == {"Alvorlig fysisk vold", "Voldtekt ved makt og tvang fra partner"}
        assert all(as_figure.figure_of(filled_version, of).question in shown.question for of in views)


def test_one_that_is_held_against_itself_is_told_once(filled_version):
    """As only a typed address can ask for."""
    of_it, _ = looked_at(filled_version, "severe-physical-2023")
    shown = show(as_figure.together(filled_version, of_it, of_it), filled_version)
    assert len(shown.table) == 2 and shown.question == as_figure.figure_of(filled_version, of_it).question


def test_a_choice_that_finds_nothing_is_not_told_as_nothing_entered(filled_version):
    chosen, _ = looked_at(filled_version, "adults-2014", gjelder="voldtekt-av-partner", kjonn="menn")
    figure = as_figure.figure_of(filled_version, chosen)
    assert show(figure, filled_version) is None and figure.empty == "Ingen tall passer med valgene."
    chosen, _ = looked_at(filled_version, "centre-residents", aar="2022-2022")
    assert show(as_figure.figure_of(filled_version, chosen), filled_version).finding.text == "Ingen av årene har tall"


def test_a_reason_is_promised_only_where_the_table_has_one(filled_version):
    for key, asked, has_reason in (
        ("centre-homes", {"omrade": "de-ni-kommunene-samlet"}, False),
        ("centre-residents", {"aar": "2022-2022"}, True),
    ):
        chosen, _ = looked_at(filled_version, key, **asked)
        figure = as_figure.figure_of(filled_version, chosen)
        assert show(figure, filled_version).chart is None
        assert ("med grunnen" in as_figure.why_nothing(filled_version, figure, chosen)) == has_reason


def test_only_what_a_figure_holds_is_offered(filled_version):
    offered = offer(filled_version, catalogue.entries(filled_version)["centre-homes"])
    [uses] = [{*values} for dimension, values in offered.values.items() if dimension.name == "category"]
    assert uses == {"beboere", "dagbrukere"}


@pytest.mark.parametrize(
    ("key", "asked", "heading", "scope"),
    [
        (
            "centre-use",
            {"gjelder": "beboere"},
            "Ca. 55–60 voksne bor på senteret en tid i løpet av et år",
            "Personer per år, hele senteret (ni kommuner). Planen oppgir ikke hvilket år.",
        ),
        (
            "advisory-by-sex-2023",
            {"kjonn": "menn"},
            "Gutter og menn: 25 % av sakene",
            "Hele landet. Prosent av saker, i løpet av 2023.",
        ),
        (
            "disability",
            {"blant": "personer-med-funksjonsnedsettelse"},
            "10 % av personer med funksjonsnedsettelse oppgir vold eller trusler",
            "Hele landet. Prosent av personer med funksjonsnedsettelse, periode ikke oppgitt.",
        ),
        (
            "youth-severity",
            {"som": "antall"},
            "4 % av ungdommene oppgir alvorlig vold",
            "Hele landet 2019. Antall blant ungdommene (12–16 år) som svarte, i hele oppveksten.",
        ),
        (
            "ungvold-penetration-2023",
            {"kjonn": "gutter"},
            "4 % av guttene oppgir overgrep med penetrering, eller forsøk på det, minst én gang i livet",
            "Hele landet. Prosent av elever i videregående skole 16–19 år, gutter, minst én gang i livet.",
        ),
        (
            "innbyggere",
            {"kjonn": "kvinner", "fra": "12", "til": "16", "omrade": "engerdal"},
            "Engerdal: 25 jenter 12–16 år i 2026",
            "Antall personer 1. januar 2026.",
        ),
    ],
)
def test_heading_and_scope_are_of_what_is_chosen(filled_version, key, asked, heading, scope):
    chosen, told = looked_at(filled_version, key, **asked)
    shown = show(as_figure.figure_of(filled_version, chosen), filled_version)
    assert told == [] and plain(shown.finding.text) == heading and plain(shown.scope) == scope


@pytest.mark.parametrize(
    ("key", "heading"),
    [
        ("rape-young-women-2023", "19 % av kvinner under 30 år oppgir voldtekt noen gang i livet (ikke bekreftet)"),
        (
            "controlling-exposed-2023",
            "Nesten to tredjedeler av dem som har opplevd alvorlig partnervold, oppgir omfattende kontrollerende "
            "atferd fra partner",
        ),
        (
            "crime-2022",
            "37 % av dem som svarte, oppgir å ha vært utsatt for lovbrudd (alle typer) (ikke bekreftet)",
        ),
        (
            "partner-young-women-change",
            "Andelen kvinner under 29 år som oppgir alvorlig fysisk partnervold, 2023 mot 2014: en dobling "
            "(ikke bekreftet)",
        ),
    ],
)
def test_a_heading_names_those_who_were_asked_where_they_are_not_all(filled_version, key, heading):
    shown = show(as_figure.figure_of(filled_version, looked_at(filled_version, key)[0]), filled_version)
    assert plain(shown.finding.text) == heading


CLAUSES = re.compile(r"oppgir (sett|noen hadde|tvunget|erfart|utsatt|opplevd|hadde|lovbrudd|truet|blitt)\b")


def test_what_people_tell_of_reads_on_after_the_verb(entries, every_view):
    """«Én av ti oppgir sett en forelder» is no sentence."""
    estimates = [views for key, views in every_view.items() if entries[key].kind == "anslag"]
    told = [looked.shown.finding.text for views in estimates for looked in views if looked.shown]
    assert len(told) > 100 and [text for text in told if CLAUSES.search(text)] == []


def test_a_share_of_cases_has_no_more_digits_than_its_base_bears(filled_version):
    chosen, _ = looked_at(filled_version, "advisory-under-18", som="andel")
    shown = show(as_figure.figure_of(filled_version, chosen), filled_version)
    assert plain(shown.table["Andel av sakene"][0]) == "42 %" and shown.scope.endswith("avrundet hver for seg.")


def test_counts_are_not_told_as_the_shares_they_were_printed_with(filled_version):
    for key in ("youth-severity", "youth-acts"):
        chosen, _ = looked_at(filled_version, key, som="antall")
        shown = show(as_figure.figure_of(filled_version, chosen), filled_version)
        assert not [text for text in shown.can_say if "ntervall" in text], key


def test_all_who_are_fewest_are_named(filled_version):
    """Where two have the same, neither is the fewest alone; where all have, nobody is."""
    figure = people.people("alle", "alle", 17, 17, is_split=False, is_share=False)
    rows = as_figure.rows(filled_version, figure)
    own = rows["area_type"] == "kommune"
    two = rows["persons"].mask(rows["area"].isin(["Engerdal", "Trysil"]), 3)
    tied = figure.can_say(rows.assign(persons=two))
    assert tied[-1].startswith("Færrest personer 17 år i Engerdal og Trysil")
    assert not [text for text in figure.can_say(rows.assign(persons=rows["persons"].mask(own, 3))) if "ærrest" in text]


def test_it_is_told_what_an_address_asks_for_in_vain(filled_version):
    chosen, told = looked_at(
        filled_version, "national-residents", som="tull", hvem="tull", aar="1990-2024", fordelt="x"
    )
    assert chosen == looked_at(filled_version, "national-residents")[0]
    assert [sentence.partition("«")[2].partition("»")[0] for sentence in told] == [
        "Fordelt på",
        "Regnet som",
        "Hvem",
        "År",
    ]


@pytest.mark.parametrize(
    "years", ["", "-", "2024-2016", "2016-2017-2018", "-2024", "²", "9" * 5000, f"{'9' * 5000}-2024"]
)
def test_years_that_do_not_exist_are_told(filled_version, years):
    chosen, told = looked_at(filled_version, "national-residents", aar=years)
    assert chosen.years is None and len(told) == 1 and "«År»" in told[0]


def test_an_address_gives_the_view_it_was_made_of(filled_version, entries):
    for key, entry in entries.items():
        offered = offer(filled_version, entry)
        for asked in ways(filled_version, key):
            chosen, told = view_of(asked, offered, BANDS)
            assert told == []
            assert view_of(view.address_of(chosen, offered.values), offered, BANDS) == (chosen, [])


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("tryggest", "tryggest_2020"),
        ("TryggEst", "tryggest_2020"),
        ("alvorlig partn", "adults_2023"),
        ("aeresrelatert", "advisory_by_sex_2023"),
        ("folketall", PEOPLE_BY_YEAR),
    ],
)
def test_entries_are_found_as_people_type(filled_version, asked, first):
    assert catalogue.found(filled_version, asked)[0].id == first


def test_a_search_finds_what_a_number_is_of_too(filled_version):
    assert len(catalogue.found(filled_version, "barn")) > 15
    assert "residents_2024" in [entry.id for entry in catalogue.found(filled_version, "psykisk")]
    assert catalogue.found(filled_version, "xyzzy") == []


def test_people_of_an_age_in_the_smallest_municipality(filled_version):
    chosen, told = looked_at(filled_version, PEOPLE, fra="12", til="16")
    shown = show(as_figure.figure_of(filled_version, chosen), filled_version)
    assert told == []
    assert {row.name: row.value for row in shown.chart.rows}["Engerdal"] == 54
    assert plain(shown.can_say[1]) == "Færrest personer 12–16 år i Engerdal (54), flest i Ringsaker (2 075)."
    share, _ = looked_at(filled_version, PEOPLE, fra="12", til="16", som="andel", omrade="engerdal")
    [row] = show(as_figure.figure_of(filled_version, share), filled_version).chart.rows
    assert row.value == pytest.approx(100 * 54 / 1292, abs=0.3)
    assert "En alder midt i et spenn kan ikke velges" in looked_at(filled_version, PEOPLE, fra="13")[1][0]


def test_the_star_of_a_number_is_not_of_the_others_of_its_year():
    rows = pd.DataFrame(
        {
            "year": 2024,
            "name": ["Voksne", "Barn"],
            "label": ["12", "34"],
            "remark": ["", "Ikke bekreftet: lest av gjengivelse"],
            "is_recomputed": False,
        }
    )
    told = tables.yearly(rows, "Beboere")
    assert "<td>12</td>" in told and "<td>34 **</td>" in told


def test_what_was_so_when_a_round_was_closed_is_told_as_of_then():
    tasks = pd.DataFrame({"status": ["Gjennomført", "I gang", "Ikke svart", "Ikke svart"]})
    then = "da runden «Høst» ble lukket"
    assert status.told(tasks) == "1 av de 2 oppgavene som har fått svar, er gjennomført"
    assert status.told(tasks, then) == f"Da runden «Høst» ble lukket: {status.told(tasks)}"
    assert status.told(tasks[2:], then) == "Da runden «Høst» ble lukket: ingen av de 2 oppgavene har fått svar"


def test_inhabitants_year_by_year(filled_version):
    chosen, _ = looked_at(filled_version, "innbyggere-per-aar", omrade="hamar")
    assert chosen.entry.kind == PEOPLE_BY_YEAR
    shown = show(as_figure.figure_of(filled_version, chosen), filled_version)
    assert shown.chart.names == ["Hamar"] and len(shown.chart.years) > 5


def test_a_table_of_years_has_its_break_as_a_sentence_and_a_reason_in_each_empty_cell(filled_version):
    chosen, _ = looked_at(filled_version, "national-residents")
    told = as_figure.series_table(filled_version, as_figure.figure_of(filled_version, chosen), chosen)
    assert told.index(">2021<") < told.index(tables.BREAK.format(2021)) < told.index(">2020<")
    assert plain(told).count("2 340 **") == plain(told).count("1 704 **") == 1 and "2024 **" not in told
    assert "** Ikke bekreftet: lest av gjengivelse." in told
    assert told.count(tables.NOT_HERE) == 1 and "Voksne 2022: 1\u00a0979, omregnet" in told
