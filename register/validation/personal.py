"""What in a text points to a person: identity numbers, and what may be one's number, address, family or name."""

import re
from itertools import groupby

import phonenumbers
from phonenumbers import PhoneNumberMatcher, PhoneNumberType
from stdnum.no import fodselsnummer

# What may stand between the digits: spaces or tabs, and a point, dash or slash.
BETWEEN = r"[^\S\n]{0,2}[.\-\u2010-\u2015/]?[^\S\n]{0,2}"
# Six digits of a birth date and five more, in the groups that people write; overlapping ones are found too.
ELEVEN_DIGITS = re.compile(
    rf"(?<!\d)(?=(\d\d{BETWEEN}\d{BETWEEN}\d{BETWEEN}\d\d{BETWEEN}\d\d{BETWEEN}\d{BETWEEN}\d\d)(?!\d))"
)
ELEVEN_TOGETHER = re.compile(r"(?<!\d)(?=(\d{11})(?!\d))")
LINK = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
CASE_NUMBER = re.compile(r"(?<![\d/])(19|20)?\d\d/\d{1,7}(-\d{1,4})?(?![\d/])")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
FAMILY = re.compile(r"\b([Ff]amilien|[Ff]am\.?) +[A-ZÆØÅ]\w+(-[A-ZÆØÅ]\w+)*")
# A word with a capital and a surname made of a father's name. Of other names none is told from a place or a service.
FATHERS = (
    "Abraham|Amund|Ander|Arne|Ben|Bernt|Bjørn|Carl|Christian|Christoffer|Daniel|Edvard|Elias|Even|Fredrik|Gabriel|"
    "Gulbrand|Gunder|Gunnar|Halvor|Han|Henrik|Isak|Ivar|Iver|Ja[ck]ob|Jen|Johan|Johanne|John|Jon|Jona|Jørgen|Karl|"
    "Knud|Knut|Kristian|Kristoffer|Lar|Ludvig|Mad|Magnu|Martin|Mathi|Mikal|Mikkel|Morten|Niel|Nil|Ol|Ola|Ole|Paul|"
    "P[eå]der|Petter|Rasmus|Robert|Samuel|Simon|Sivert|Steff?en|Svend|Søren|Th?oma|Th?or|Tobias|Torger|Wilhelm"
)
NAME = re.compile(
    r"\b[A-ZÆØÅ][a-zæøåé]+(-[A-ZÆØÅ][a-zæøåé]+)*( [A-ZÆØÅ]([a-zæøåé]+|\.))?"
    rf" ([A-ZÆØÅ][a-zæøå]+-)?({FATHERS})s?(sen|son|datter)s?\b"
)
# Digits that are no telephone number though they could be read as one.
OTHER_NUMBERS = re.compile(
    r"(?<![\d.])([012]?\d|3[01])\.\s?(0?\d|1[012])\.\s?(\d\d){1,2}(?!\.?\d)"  # dates
    r"|(?<![\d.])([01]?\d|2[0-4])[.:][0-5]\d(?!\.?\d)"  # the time of day
    r"|(?<!\d)(?<![\d+][ .])\d{1,3}([ .]\d{3})+(?![ .]?\d)"  # thousands and millions
    r"|\bkr\.? ?\d[\d .]*|(?<!\d)\d[\d .]* ?(kr\b|kroner|mill|NOK|,-)"
    r"|\b(saks?|journal|journalpost|jp|dok|dokument|ref|arkiv|arkivsak|løpe|org|organisasjons|konto)"
    r"[- ]?(nr|nummer|id)?\.?:? ?\d[\d .-]*",
    re.IGNORECASE,
)
WORDS = re.compile(r"[^\s,;:/()]+|[,;:/()]")
# How words for a post, and for where somebody has it, end: written with a capital they begin no name.
POSTS = (
    *(
        "leder",
        "sjef",
        "direktør",
        "koordinator",
        "rådgiver",
        "konsulent",
        "ansvarlig",
        "rektor",
        "lærer",
        "representant",
    ),
    *("lege", "psykolog", "pleier", "terapeut", "jordmor", "politi", "medlem"),
    *("helse", "omsorg", "oppvekst", "velferd", "barnevern", "skole", "barnehage", "stasjon", "stasjonen"),
    *("styret", "skapet", "rådet", "utvalg", "utvalget", "område", "området", "nemnd", "nemnda"),
    *("tjeneste", "tjenesten", "tjenester", "kontor", "kontoret", "senter", "senteret", "kommune", "enhet", "avdeling"),
)
OF_PERSONS = (
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.PERSONAL_NUMBER,
    PhoneNumberType.VOIP,
)
"""Kinds of telephone numbers that a person may have; helplines and the like are of other kinds."""


def has_identity_number(text: str) -> bool:
    """A national identity number or a D-number, with the right control digits and a date somebody may be born on."""
    found = [*_eleven_digits(text), *ELEVEN_TOGETHER.findall(text)]
    digits = ("".join(str(int(sign)) for sign in written if sign.isdigit()) for written in found)
    return any(map(fodselsnummer.is_valid, digits))


def eleven_digits(text: str) -> list[str]:
    """Digits that may be an identity number mistyped, or a bank account; those in links and cases are not."""
    return [f"elleve sifre på rad ({written})" for written in dict.fromkeys(_eleven_digits(text))]


def _eleven_digits(text: str) -> list[str]:
    return ELEVEN_DIGITS.findall(CASE_NUMBER.sub("|", LINK.sub("|", text)))


def traces(text: str) -> list[str]:
    """What may point to a person, and may as well not: «et telefonnummer (62 51 00 00)»."""
    found = eleven_digits(text)
    text = LINK.sub("|", text)
    found += [f"en e-postadresse ({match[0]})" for match in EMAIL.finditer(text)]
    found += [f"navnet på en familie ({match[0]})" for match in FAMILY.finditer(text)]
    found += [f"navnet på en person ({match[0]})" for match in NAME.finditer(FAMILY.sub("|", text))]
    free = OTHER_NUMBERS.sub("|", CASE_NUMBER.sub("|", EMAIL.sub("|", text)))
    numbers = [
        match.raw_string
        for match in PhoneNumberMatcher(free, "NO")
        if phonenumbers.number_type(match.number) in OF_PERSONS
    ]
    return [f"et telefonnummer ({number})" for number in numbers] + found


def name_in(text: str) -> str | None:
    """The first words in a row that may be somebody's name, «Kari Nordmann»; None where there are none."""
    for may_be, words in groupby(WORDS.findall(text), _may_be_of_a_name):
        found = " ".join(words)
        if may_be and " " in found:
            return found
    return None


def _may_be_of_a_name(word: str) -> bool:
    """With a capital first and no other behind it, as «Kari» and «K.», and not «NAV» or «Kommunalsjef»."""
    return word[0].isupper() and not word[1:2].isupper() and not word.lower().endswith(POSTS)
