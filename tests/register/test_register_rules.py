"""What a report may hold: each rule by itself, told in a sentence that says what to do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from stdnum.no import fodselsnummer

from register.errors import InvalidError
from register.schema import TEXT_FIELDS
from register.validation.rules import (
    AS_MEANT,
    CHOICES,
    CONTINUE,
    DONE,
    DROPPED,
    FIELDS,
    LONGEST,
    ONGOING,
    STATUSES,
    check,
    text_doubt,
    text_problem,
)
from reported import REPORT, TASKS, TODAY

ASKED = "Velg én av: Ikke startet, I gang, Delvis gjennomført, Gjennomført, Gjennomføres ikke, Vet ikke – avklares."
IN_PLAN = "Velg et tiltak og en kommune fra listen."
MONTH = "Måneden må ligge mellom januar 2015 og i dag."
NOT_AHEAD = "Datoen kan ikke være fram i tid, og ikke før 2015."
DEADLINE = "Fristen må ligge mellom 2015 og 2099."
LINK = "Lenken må begynne med https:// eller http:// og ikke ha mellomrom."
TO_BE_REMOVED = "fødselsnummer (11 siffer). Fjern det: ikke skriv om enkeltpersoner."
TO_BE_RETYPED = "Teksten inneholder et tegn som ikke kan lagres. Skriv den på nytt."
PASSED = "Den nye fristen har alt gått ut. Sett en dato fram i tid, eller la feltet stå tomt."
TOMORROW, TOO_EARLY = TODAY + timedelta(1), date(2014, 12, 31)


def identity_number(date: str) -> str:
    """The first with right control digits among those for people born in the 1800s: of nobody who lives."""
    for individual in range(500, 750):
        nine = f"{date}{individual}"
        ten = nine + fodselsnummer.calc_check_digit1(nine)
        number = ten + fodselsnummer.calc_check_digit2(ten)
        if len(number) == 11:
            return number
    raise AssertionError(date)


BORN = identity_number("010190")
DATE, REST = BORN[:6], BORN[6:]


def problems(last=None, **changes) -> dict[str, str]:
    try:
        check(replace(REPORT, **changes), TASKS, TODAY, last)
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
        ({"status": ""}, "status", f"Status mangler. {ASKED}"),
        ({"status": "Ferdig"}, "status", f"«Ferdig» er ikke en status. {ASKED}"),
        ({"is_in_operation": True}, "is_in_operation", "«I fast drift» hører bare til «Gjennomført»."),
        ({"in_place_on": TODAY}, "in_place_on", "Når oppgaven var på plass, oppgis bare for «Gjennomført»."),
        ({"status": DONE, "in_place_on": TOMORROW}, "in_place_on", MONTH),
        (
            {"status": DONE, "in_place_on": date(2026, 11, 1), "speaks_of": date(2025, 1, 1)},
            "in_place_on",
            "På plass november 2026 er etter 1.1.2025, som svaret gjelder. Rett en av datoene.",
        ),
        ({"status": DONE, "in_place_on": TOO_EARLY}, "in_place_on", MONTH),
        ({"speaks_of": TOMORROW}, "speaks_of", NOT_AHEAD),
        ({"speaks_of": TOO_EARLY}, "speaks_of", NOT_AHEAD),
        ({"new_deadline": TOO_EARLY}, "new_deadline", DEADLINE),
        ({"new_deadline": date(2100, 1, 1)}, "new_deadline", DEADLINE),
        ({"new_deadline": TODAY - timedelta(1)}, "new_deadline", PASSED),
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
        ("a" * (LONGEST + 1), "Teksten er på 1\u00a0001 tegn. Den kan ha høyst 1\u00a0000."),
        ("null\0", TO_BE_RETYPED),
        ("half a letter \ud83d", TO_BE_RETYPED),
        (f"Gjelder {DATE} {REST}.", TO_BE_REMOVED),
    ],
    ids=["long", "null", "half", "identity"],
)
def test_what_is_wrong_is_told_of_each_text(field, text, sentence):
    told = problems(**{field: text})
    assert told.keys() == {field} and told[field].endswith(sentence)


@pytest.mark.parametrize(("field", "wrong"), [("done_as_meant", "Kanskje"), ("should_continue", "Delvis")])
def test_an_answer_that_can_not_be_chosen_is_told_with_those_that_can(field, wrong):
    told = problems(**{field: wrong})
    assert told == {field: f"«{wrong}» er ikke blant svarene. Velg én av: {', '.join(CHOICES[field])}."}


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
        {"status": DONE, "in_place_on": date(2025, 1, 31), "speaks_of": date(2025, 1, 1)},
        {"status": ONGOING, "speaks_of": date(2015, 1, 1)},
        *({"new_deadline": day} for day in (TODAY, date(2099, 12, 31))),
        dict.fromkeys(set(TEXT_FIELDS) - {"link"}, "å" * LONGEST),
        *(
            {"done_as_meant": answer, "should_continue": go_on}
            for answer, go_on in zip(AS_MEANT, CONTINUE, strict=True)
        ),
        *({"link": link} for link in ("http://hamar.no", "https://hamar.no/æ?a=1#b", "", None)),
    ],
)
def test_what_is_right_is_not_refused(changes):
    assert problems(**changes) == {}


def test_a_new_deadline_that_was_set_earlier_stays_when_it_has_passed():
    passed = TODAY - timedelta(30)
    last = replace(REPORT, new_deadline=passed)
    assert problems(last, new_deadline=passed, comment="Endret") == {}
    assert problems(last, new_deadline=passed - timedelta(1)) == {"new_deadline": PASSED}
    assert problems(REPORT, new_deadline=passed) == {"new_deadline": PASSED}
    assert problems(replace(REPORT, new_deadline=date(2014, 1, 1)), new_deadline=date(2014, 1, 1)) == {}


@pytest.mark.parametrize(
    "written",
    [
        BORN,
        f"{DATE} {REST}",
        f"{DATE}-{REST}",
        f"{DATE}–{REST}",
        f"{DATE} – {REST}",
        f"{DATE}.{REST}",
        f"{DATE}/{REST}",
        f"{DATE}\t{REST}",
        f"{DATE}\u00a0{REST}",
        f"{DATE}  {REST}",
        f"{DATE} {REST[:3]} {REST[3:]}",
        f"{DATE} {REST[:2]} {REST[2:]}",
        f"{BORN[:3]} {BORN[3:6]} {BORN[6:9]} {BORN[9:]}",
        f"01 01 90 {REST[:3]} {REST[3:]}",
        f"01.01.90 {REST}",
        f"01.01.90-{REST[:3]}.{REST[3:]}",
        f"01/01/90 {REST}",
        f"f.nr.{BORN}",
        f"fnr{BORN}",
        f"({DATE} {REST})",
        f"Se saken,\n{DATE} {REST}\nom det.",
        f"I 2026 {DATE} {REST}",
        f"Sak 2026/12345-6 om {BORN}",
        f"https://hamar.no/?f={BORN}",
        identity_number("410190"),
        identity_number("014190"),
        "".join(chr(0xFF10 + int(digit)) for digit in BORN),
    ],
)
def test_a_national_identity_number_is_refused(written):
    assert problems(comment=written)["comment"].endswith(TO_BE_REMOVED)


def wrong_digits(number: str) -> list[str]:
    """The number with each of its digits changed."""
    return [number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :] for at in range(11)]


@pytest.mark.parametrize(
    "written", [*wrong_digits(BORN), identity_number("320190"), identity_number("011390"), "01010112345"]
)
def test_eleven_digits_without_control_digits_or_a_birth_date_are_asked_about_and_not_refused(written):
    for digits in (written, f"{written[:6]} {written[6:]}", f"{written[:4]}.{written[4:6]}.{written[6:]}"):
        asked = f"Teksten inneholder elleve sifre på rad ({digits}). Er dette en enkeltperson?"
        assert text_doubt(f"Snakk med {digits}.") == asked and problems(comment=digits) == {}


OTHER_NUMBERS = [
    "01.01.2026",
    "1.1.2026–31.12.2026",
    "01.01.2026 - 31.12.2026",
    "12.12.25-12.12.26",
    "2026-01-01 2026-12-31",
    "31.12.2026 kl. 12.30",
    "kl. 22.30–23.00",
    "2024, 2025 og 2026",
    "2024 2025",
    "2024 2025 2026",
    "2024–2026",
    "974795639",
    "974 795 639",
    "NO 974 795 639 MVA",
    "974795639 2026",
    "org.nr. 974 795 639",
    "1 234 567 kroner",
    "56 500 000 kroner",
    "56 500 000",
    "40000000 kroner",
    "kr 40000000",
    "123456789012",
    "2026/12345-6",
    "26/12345-12",
    "26/101234-123",
    "2026/123456-78",
    "Sak 24/1234",
    "PS 23/45",
    "Journalpost 21012345",
    "journalpostID: 21012345",
    "saksnr. 22334455",
    "116 006, 112, 113 og 110",
    "116 117",
    "02800",
    "800 57 000",
    "https://hamar.no/sak/91512345",
    "https://hamar.no/2026/01.01.90-12345/a@b",
]


@pytest.mark.parametrize("written", OTHER_NUMBERS)
def test_other_numbers_are_neither_refused_nor_asked_about(written):
    assert (text_problem(f"Se {written}."), text_doubt(f"Se {written}.")) == (None, None)


def test_case_numbers_of_eleven_digits_are_never_refused():
    written = [f"26/{serial}-{document}" for serial in range(101000, 103000) for document in (101, 250)]
    assert any(fodselsnummer.is_valid("".join(filter(str.isdigit, number))) for number in written)
    assert not [number for number in written if text_problem(number)]


@pytest.mark.parametrize(
    "number",
    [
        "62 51 00 00",
        "62510000",
        "62.51.00.00",
        "+47 62 51 00 00",
        "+4791512345",
        "0047 915 12 345",
        "004791512345",
        "+47 915 123 45",
        "915-12-345",
        "+46 70 123 45 67",
    ],
)
@pytest.mark.parametrize("around", ["{}", "tlf.{}", "Ring saksbehandler {}.", "Kontoret {}", "Sak 2026/1234, {}!"])
def test_a_telephone_number_is_asked_about(around, number):
    text = around.format(number)
    assert text_doubt(text) == f"Teksten inneholder et telefonnummer ({number}). Er dette en enkeltperson?"
    assert problems(comment=text) == {}


@pytest.mark.parametrize(
    "name", ["Ola Hansen", "Kari-Anne B. Johannessen", "Per Ødegård Jonassen", "Siv Moe-Olsen", "Knut Gunnarson"]
)
def test_a_name_that_ends_as_a_fathers_is_asked_about(name):
    told = f"Teksten inneholder navnet på en person ({name}). Er dette en enkeltperson?"
    assert text_doubt(f"Samtaler. {name} på Storhamar fikk hjelp.") == told


@pytest.mark.parametrize(
    "text",
    [
        "Trygg Est, Stine Sofies Stiftelse og Alternativ til Vold",
        "Se Dagsavisen. I Levekårsundersøkelsen og Helsen ble alle spurt",
        "Ansvarlig er Kommunalsjef Oppvekst i Stor-Elvdal Kommune",
        "Nord Trysil Bussen og Prosjekt Klassen",
    ],
)
def test_places_roles_and_surveys_are_no_names(text):
    assert text_doubt(text) is None


@pytest.mark.parametrize("name", ["familien Hansen", "Familien Ødegård", "fam. Olsen-Dahl", "fam Åsen"])
def test_a_family_by_name_is_asked_about(name):
    told = f"Teksten inneholder navnet på en familie ({name}). Er dette en enkeltperson?"
    assert text_doubt(f"Samtaler. {name} fikk hjelp.") == told


def test_an_address_of_mail_is_asked_about_and_all_in_one_question():
    assert text_doubt("Til post@hamar.no.") == (
        "Teksten inneholder en e-postadresse (post@hamar.no). Er dette en enkeltperson?"
    )
    assert text_doubt("915 12 345 eller 915 12 346, a.b@c.no, familien Berg") == (
        "Teksten inneholder et telefonnummer (915 12 345), et telefonnummer (915 12 346), en e-postadresse (a.b@c.no) "
        "og navnet på en familie (familien Berg). Er dette en enkeltperson?"
    )


@pytest.mark.parametrize(
    "text", ["", "Hele familien får tilbud.", "familien\nHamar følger opp", "Familievernet i Hamar"]
)
def test_families_without_a_name_are_not_asked_about(text):
    assert text_doubt(text) is None
