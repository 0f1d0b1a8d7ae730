"""Telephone numbers of services: which there may be, and which may be a person's."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType, shortnumberinfo

REGION = "NO"
# Numbers of help that are the same all over Europe; the package does not know all of those in use here.
HELPLINE = re.compile(r"116 ?\d{3}", re.ASCII)


def is_number(text: str) -> bool:
    """A number that may be called from here, short ones too."""
    if HELPLINE.fullmatch(text):
        return True
    found = _parsed(text)
    return found is not None and (
        phonenumbers.is_valid_number(found) or shortnumberinfo.is_valid_short_number_for_region(found, REGION)
    )


def doubt(text: str) -> str | None:
    """What to ask before a number is saved, None when there is nothing to ask."""
    found = _parsed(text)
    if found and phonenumbers.number_type(found) == PhoneNumberType.MOBILE:
        return f"«{text}» er et mobilnummer. Er det tjenestens eget, og ikke en enkeltpersons?"
    return None


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        # What stands before or behind a number is no part of it, and would not be dialled.
        is_all_of_it = set(text) <= set("+0123456789 ")
        return phonenumbers.parse(text, REGION) if is_all_of_it else None
    except NumberParseException:
        return None
