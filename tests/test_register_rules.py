"""What a report may hold: each rule by itself, told in a sentence that says what to do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from register.errors import InvalidError
from register.rules import DONE, DROPPED, FIELDS, LONGEST, ONGOING, STATUSES, check
from register.schema import TEXT_FIELDS
from reported import REPORT, TASKS, TODAY

CHOICES = "Velg én av: Ikke startet, I gang, Delvis gjennomført, Gjennomført, Gjennomføres ikke, Vet ikke – avklares."
IN_PLAN = "Velg et tiltak og en kommune fra listen."
MONTH = "Måneden må ligge mellom januar 2015 og i dag."
NOT_AHEAD = "Datoen kan ikke være fram i tid, og ikke før 2015."
DEADLINE = "Fristen må ligge mellom 2015 og 2099."
LINK = "Lenken må begynne med https:// eller http:// og ikke ha mellomrom."
TO_BE_REMOVED = "fødselsnummer (11 siffer). Fjern det: ikke skriv om enkeltpersoner."
TO_BE_RETYPED = "Teksten inneholder et tegn som ikke kan lagres. Skriv den på nytt."
TOMORROW, TOO_EARLY = TODAY + timedelta(1), date(2014, 12, 31)


def problems(**changes) -> dict[str, str]:
    try:
        check(replace(REPORT, **changes), TASKS, TODAY)
    except InvalidError as invalid:
        assert str(invalid) == " ".join(invalid.problems.values())
        return invalid.problems
    return {}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"measure_no": 17}, "task", IN_PLAN),
        ({"area_code": "0301"}, "task", IN_PLAN),
        ({"measure_no": 9}, "task", IN_PLAN),
        ({"status": ""}, "status", f"Status mangler. {CHOICES}"),
        ({"status": "Ferdig"}, "status", f"«Ferdig» er ikke en status. {CHOICES}"),
        ({"is_in_operation": True}, "is_in_operation", "«I fast drift» hører bare til «Gjennomført»."),
        ({"in_place_on": TODAY}, "in_place_on", "Når oppgaven var på plass, oppgis bare for «Gjennomført»."),
        ({"status": DONE, "in_place_on": TOMORROW}, "in_place_on", MONTH),
        ({"status": DONE, "in_place_on": TOO_EARLY}, "in_place_on", MONTH),
        ({"speaks_of": TOMORROW}, "speaks_of", NOT_AHEAD),
        ({"speaks_of": TOO_EARLY}, "speaks_of", NOT_AHEAD),
        ({"new_deadline": TOO_EARLY}, "new_deadline", DEADLINE),
        ({"new_deadline": date(2100, 1, 1)}, "new_deadline", DEADLINE),
        ({"status": DROPPED, "decided_by": "Rådet"}, "reason", "«Gjennomføres ikke» må si hvorfor."),
        ({"status": DROPPED, "decided_by": "Rådet", "reason": " \n"}, "reason", "må si hvorfor."),
        ({"status": DROPPED, "reason": "Dyrt"}, "decided_by", "må si hvem som har besluttet det."),
        *(({"link": link}, "link", LINK) for link in ("www.hamar.no", "javascript:alert(1)", "ftp://hamar.no")),
        ({"link": "https://hamar.no/to ord"}, "link", LINK),
        ({"link": "x https://hamar.no"}, "link", LINK),
    ],
)
def test_what_is_wrong_is_told(changes, field, sentence):
    told = problems(**changes)
    assert told.keys() == {field} and told[field].endswith(sentence)


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a" * (LONGEST + 1), "Teksten er på 1001 tegn. Den kan ha høyst 1000."),
        ("null\0", TO_BE_RETYPED),
        ("half a letter \ud83d", TO_BE_RETYPED),
        ("Gjelder 010190 12345.", TO_BE_REMOVED),
    ],
    ids=["long", "null", "half", "identity"],
)
def test_what_is_wrong_is_told_of_each_text(field, text, sentence):
    told = problems(**{field: text})
    assert told.keys() == {field} and told[field].endswith(sentence)


def test_all_that_is_wrong_is_told_at_once():
    told = problems(measure_no=17, status="Ferdig", speaks_of=TOMORROW, link="x", comment="\0")
    assert told.keys() == {"task", "status", "speaks_of", "link", "comment"}
    assert told.keys() - {"task"} <= FIELDS.keys()


@pytest.mark.parametrize(
    "changes",
    [
        *({"status": status, "reason": "Dyrt", "decided_by": "Rådet"} for status in STATUSES),
        {"status": DONE, "is_in_operation": True, "in_place_on": date(2015, 1, 1)},
        {"status": DONE, "in_place_on": TODAY.replace(day=1)},
        {"status": ONGOING, "speaks_of": date(2015, 1, 1), "new_deadline": date(2015, 1, 1)},
        {"new_deadline": date(2099, 12, 31)},
        dict.fromkeys(TEXT_FIELDS[:-1], "å" * LONGEST),
        *({"link": link} for link in ("http://hamar.no", "https://hamar.no/æ?a=1#b", "", None)),
    ],
)
def test_what_is_right_is_not_refused(changes):
    assert problems(**changes) == {}


@pytest.mark.parametrize(
    "written",
    [
        "01019012345",
        "010190 12345",
        "010190-12345",
        "010190–12345",
        "010190 – 12345",
        "010190.12345",
        "010190/12345",
        "010190\t12345",
        "010190\u00a012345",
        "010190 123 45",
        "01 01 90 123 45",
        "01.01.90 12345",
        "01.01.90-123.45",
        "01/01/90 12345",
        "41019012345",
        "f.nr.01019012345",
        "(010190 12345)",
        "Se saken,\n010190 12345\nom det.",
    ],
)
def test_a_national_identity_number_is_refused(written):
    assert problems(comment=written)["comment"].endswith(TO_BE_REMOVED)


@pytest.mark.parametrize(
    "written",
    [
        "62 51 00 00",
        "62510000",
        "+47 62 51 00 00",
        "+4791512345",
        "0047 915 12 345",
        "004791512345",
        "915 12 345, 915 12 346",
        "91512345 / 91512346",
        "01.01.2026",
        "1.1.2026–31.12.2026",
        "01.01.2026 - 31.12.2026",
        "12.12.25-12.12.26",
        "2026-01-01 2026-12-31",
        "31.12.2026 kl. 12.30",
        "2024, 2025 og 2026",
        "2024 2025 2026",
        "2024–2026",
        "974795639",
        "974 795 639",
        "NO 974 795 639 MVA",
        "974795639 2026",
        "1 234 567 kroner",
        "123456789012",
    ],
)
def test_other_numbers_are_not(written):
    assert problems(comment=written) == {}
