"""Bytes of a raw file to text: UTF-8, else Windows-1252 as Norwegians write it; anything else is refused."""

import re
import unicodedata
from pathlib import Path

from pipelines.mistakes import Mistake, RawDataError, quoted
from register.validation.text import clean

AS_UTF8 = "en CSV-fil lagret som UTF-8. I Excel: «Lagre som» → «CSV UTF-8»"
OPENABLE = "en vanlig fil som du har tilgang til"
# What a Windows-1252 file may hold beyond ASCII. Mac Roman and MS-DOS put other characters where æ, ø and å stand.
LETTERS = "æøåÆØÅéèêóòôäöüÄÖÜÉ"
SIGNS = "«»–—’“”…•§%‰€£°·×±½¼²³\u00a0\u00ad"
OUTSIDE_WINDOWS = re.compile(rf"[^\x00-\x7f{LETTERS}{SIGNS}]")
LETTER = r"[^\W\d_]"
# Signs that are of the list, but not where they stand: in MS-DOS and Mac Roman they are ö, ô, ò, à, Æ and an ellipsis.
MISPLACED = re.compile(r"”(?=\w)|(?<=\w)“|(?<=\w)•|…(?=[^\W\d])|(?<![a-zæøå0-9])’(?=\w)|(?<=[a-zæøå])É")
# What no Norwegian text holds, whatever it was saved as.
BROKEN = re.compile(
    "|".join(
        [
            # A letter that is lost, and UTF-8 once taken for Windows-1252, Mac Roman or MS-DOS («Ã¸», «√∏», «├©»).
            r"\ufffd|[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[\x80-\xbf€„ˆ‚]|ðŸ",
            r"√[^\d\s(]|¬\S|[\u2310\u2320\u2321\u2500-\u259f]",
            # An old character set saved as UTF-8 («gj¿r», «pŒ», «Kj‘reste»), and the other way («unders°kelse», «rσd»).
            rf"(?<={LETTER})[¾¿¯¨¸†‡](?=\w)|(?<=[a-zæøå])[¾¿¯†‡À-ÄÇ-ÏÑ-ÖÙ-ÞŒŠŽŸ]|[¾¿¯®†](?={LETTER})",
            rf"(?<={LETTER})[›‘](?={LETTER})|(?<!\w)’(?=[a-z])|(?<!\d)[ºª]",
            rf"(?<={LETTER})[¢-¦¨©°±¶\u2200-\u22ff]|[¢¥°©\u2200-\u22ff](?=[a-zæøå])",
            r"(?<=[a-zæøåA-ZÆØÅ])[µ\u0370-\u052f]|[µ\u0370-\u052f](?=[a-zæøå])",
            # An «å» that is a word of its own, in any of them.
            rf"(?<![^\s,;\"])(?![æøåÆØÅàé])(?:(?=[^\x00-\x7f]){LETTER}|[†‡])(?![^\s,;\"])",
            # Codes of web pages and mail («&oslash;», «=C3=B8», «+APg-»).
            r"&(?:[oO]slash|[aA]ring|ae?lig|AElig|[eE]acute|[lr]aquo|ndash|nbsp|amp|quot|#x?[0-9A-Fa-f]{2,5});",
            r"=C[23]=[89AB][0-9A-F]|\+A[K-P][A-Za-z0-9](?![A-Za-z])",
        ]
    )
)
# Of these alone nothing broken can be made, but for the codes: then there is no need to look for it, which takes long.
COMMON_BYTES = bytes([*b"\t\n\r\v\f", *range(0x20, 0x7F)])
COMMON = set("æøåÆØÅé«»–")
CODES = "&=+"
WORD = re.compile(r"[^\s,;|\"«»()]*")
LONGEST_WORD = 20
BLANK_PATTERN = "\u2800"
# A file that MS-DOS wrote may end with its mark of the end.
END_OF_FILE = b"\x1a"


def decode(path: Path) -> str:
    """The text of a raw file. Raises RawDataError with what is wrong, its line, and what to do."""
    return decoded(path.name, _bytes(path))


def decoded(file: str, content: bytes) -> str:
    """As `decode`, of what is in memory."""
    content = content.removesuffix(END_OF_FILE)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RawDataError([Mistake(file, "filen er lagret som UTF-16", AS_UTF8)])
    if b"\0" in content:
        raise _mistake(file, "filen inneholder NUL-tegn og er ikke ren tekst", content[: content.index(b"\0")])
    encoding = "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding = "cp1252"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            raise _mistake(file, "tegnsettet er ukjent", content[: error.start]) from None
        if strange := OUTSIDE_WINDOWS.search(text) or MISPLACED.search(text):
            problem = f"tegnsettet er ukjent: {_shown(text, strange)} er ikke norsk tekst lagret som Windows-1252"
            raise _mistake(file, problem, text[: strange.start()]) from None
    uncommon = set(content.translate(None, COMMON_BYTES).decode(encoding)) - COMMON
    if (uncommon or any(code in text for code in CODES)) and (broken := BROKEN.search(text)):
        problem = f"{_shown(text, broken)} er et tegn ødelagt av feil tegnsett"
        raise _mistake(file, problem, text[: broken.start()])
    if damage := [character for character in uncommon if _is_damage(character)]:
        first = min(map(text.index, damage))
        raise _mistake(file, f"tegnet U+{ord(text[first]):04X} er ikke tekst", text[:first])
    # Excel adds its mark for UTF-8 also where there is one.
    return text.lstrip("\ufeff")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        mistake = Mistake(path.name, "filen mangler", "en fil med dette navnet i mappen med rådata")
    except OSError:
        mistake = Mistake(path.name, "filen kan ikke åpnes", OPENABLE)
    raise RawDataError([mistake])


def _mistake(file: str, problem: str, before: bytes | str) -> RawDataError:
    """Told with the line where what came before it ends."""
    text = before.decode("latin-1") if isinstance(before, bytes) else before
    line = len(re.findall("\r\n|\r|\n", text)) + 1
    return RawDataError([Mistake(file, problem, AS_UTF8, line)])


def _shown(text: str, found: re.Match) -> str:
    """The sign, and the word it stands in."""
    start, end = found.span()
    before = WORD.match(text[max(0, start - LONGEST_WORD) : start][::-1])[0][::-1]
    after = WORD.match(text[end : end + LONGEST_WORD])[0]
    word = f"{before}{found[0]}{after}"
    return quoted(found[0]) if word == found[0] else f"{quoted(found[0])} i {quoted(word)}"


def _is_damage(character: str) -> bool:
    """Is it no character of a text: a control, one that no standard gives a meaning, or one that nobody can see?"""
    category = unicodedata.category(character)
    if category == "Cc":
        return character not in "\t\n\r\v\f"
    is_left = (category == "Cf" and character in clean(f"a{character}a")) or character == BLANK_PATTERN
    return category in ("Co", "Cn", "Cs") or is_left
