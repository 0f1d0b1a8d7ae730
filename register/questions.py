"""What the sender is asked before it is saved: no newer answer is taken back, and no name kept, unawares."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from types import EllipsisType
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from register.blackout import BLACKED_OUT
from register.errors import Question, UnsureError
from register.rights import JOINT
from register.schema import TEXT_FIELDS
from register.validation import dates
from register.validation.rules import ROLE_DOUBTS, ROLES, Report, text_doubt

OSLO = ZoneInfo("Europe/Oslo")


def require_yes(questions: Iterable[Question], accepted: frozenset[str]) -> None:
    """Raises UnsureError with the questions that have not been said yes to."""
    if unsure := [question for question in questions if question.sentence not in accepted]:
        raise UnsureError(unsure)


def of_report(
    draft: Report,
    last: Row | None,
    before: Report | None,
    based_on: Mapping[tuple[int, str], int | None],
    is_same: bool = False,
) -> Iterator[Question]:
    """What to ask of a draft; `last` is the newest row of its task, `before` the answer that stands there, if any.

    `is_same` where it only says that `before` still holds.
    """
    task = (draft.measure_no, draft.area_code)
    name = _name(task)
    if task in based_on and based_on[task] != (last.report_id if before else None):
        asked = "Er det fortsatt slik?" if is_same else "Skal ditt svar gjelde nå?"
        yield Question(task, "task", f"{name}: {_happened(last)} {asked}")
    if before is not None and draft.speaks_of < before.speaks_of:
        sentence = (
            f"{name}: Svaret gjelder {dates.told(draft.speaks_of)}, men det siste svaret gjelder "
            f"{dates.told(before.speaks_of)}. Skal det eldre stå som status nå?"
        )
        yield Question(task, "speaks_of", sentence)
    for field in TEXT_FIELDS:
        doubts = ROLE_DOUBTS if field in ROLES else (text_doubt,)
        for sentence in of_text(getattr(draft, field), getattr(before, field, None), doubts):
            yield Question(task, field, sentence)


def of_withdrawal(last: Row, based_on: int | None | EllipsisType) -> Iterator[Question]:
    """What to ask before an answer is taken back; `last` is the answer, `based_on` the one that the sender saw."""
    if based_on not in (..., last.report_id):
        task = (last.measure_no, last.area_code)
        yield Question(task, "task", f"{_name(task)}: {_happened(last)} Skal det nye svaret trekkes tilbake?")


def _name(task: tuple[int, str]) -> str:
    measure_no, area_code = task
    return f"Tiltak {measure_no}{', felles' if area_code == JOINT else ''}"


def _happened(last: Row | None) -> str:
    """What was done to a task since the sender saw it; the number of the report tells one from a yet newer one."""
    if last is None:
        return "Svaret som sto der, finnes ikke lenger."
    what = "Svaret ble trukket tilbake" if last.is_withdrawn else "Besvart på nytt"
    said = "" if last.is_withdrawn else f": «{last.status}»"
    return f"{what} {moment(last.saved_at)} (svar {last.report_id}{said}) etter at du hentet det du svarer på."


def of_text(
    text: str | None, before: str | None, doubts: Iterable[Callable[[str], str | None]] = (text_doubt,)
) -> Iterator[str]:
    """What to ask of a text, each of its `doubts` among it; nothing where it stood there before."""
    if not text or text == before:
        return
    if before == BLACKED_OUT:
        yield f"Det som sto her, er sladdet. Skal «{text[:60]}» stå der nå?"
    yield from filter(None, (doubt(text) for doubt in doubts))


def moment(saved_at: datetime) -> str:
    """«12.11.2026 kl. 14.05», as it was in Oslo; `saved_at` is UTC."""
    local = saved_at.replace(tzinfo=UTC).astimezone(OSLO)
    return f"{dates.told(local)} kl. {local:%H.%M}"
