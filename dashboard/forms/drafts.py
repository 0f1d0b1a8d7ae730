"""What is typed and not saved yet: in this process's memory alone, for whoever typed it, and for a day at most.

Never in the register, in a file or in a backup. It is gone when it is saved, after a day, when text is blacked out and
when the server stops.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from dashboard.draft_cookie import SECONDS

Value = str | bool | None
Owner = tuple[str, str]
"""The browser, by its cookie, with the plan, and the person: nobody meets what another typed in the same browser."""

# Enough for all who answer; nobody fills the memory: at most a hundred million characters in all.
LONGEST_FIELD = 20_000
LONGEST_ALL = 200_000
OWNERS = 500
OWNERS_OF_A_PERSON = 20


@dataclass
class Draft:
    """The fields of a form that differ from what is saved."""

    based_on: int | None
    """What was saved last when the first of them was typed, or found after a break."""
    found: str = ""
    """Which time it was found in a page that stood open through a break: what it was typed over is not known."""
    fields: dict[str, Value] = field(default_factory=dict)
    touched_at: float = 0.0


class Drafts:
    """Every draft there is. Asked and changed by many threads at once."""

    def __init__(self, clock: Callable[[], float] = time.time):
        self._clock = clock
        self._lock = threading.Lock()
        self._owners: dict[Owner, dict[str, Draft]] = {}
        self._timer: threading.Timer | None = None
        self.times_emptied = 0
        """How many times all were taken away: whoever had one is told."""

    def of(self, owner: Owner, form: str) -> Draft | None:
        """A copy of the draft of a form."""
        with self._lock:
            self._sweep()
            found = self._owners.get(owner, {}).get(form)
            return found and replace(found, fields=dict(found.fields))

    def forms(self, owner: Owner) -> set[str]:
        """The forms somebody has begun to fill in."""
        with self._lock:
            self._sweep()
            return set(self._owners.get(owner, {}))

    def about_other_plans(self, owner: Owner) -> dict[Owner, list[Draft]]:
        """What the same person has typed in the same browser about other plans, by whom they are kept for."""
        with self._lock:
            self._sweep()
            same = [other for other in self._owners if other != owner and _visitor(other) == _visitor(owner)]
            return {other: [replace(draft) for draft in self._owners[other].values()] for other in same}

    def keep(
        self, owner: Owner, form: str, name: str, value: Value, based_on: int | None, is_found: bool = False
    ) -> bool:
        """Keep what was typed in a field; False where it is more than there is room for."""
        with self._lock:
            self._sweep()
            forms = self._owners.get(owner, {})
            others = sum(
                _length(other)
                for kept_form, draft in forms.items()
                for kept_name, other in draft.fields.items()
                if (kept_form, kept_name) != (form, name)
            )
            if _length(value) > LONGEST_FIELD or others + _length(value) > LONGEST_ALL:
                return False
            # Those who typed last stand last, and those who stand first go when there are too many.
            self._owners.pop(owner, None)
            self._make_room(owner)
            self._owners[owner] = forms
            draft = forms.setdefault(form, Draft(based_on))
            draft.fields[name], draft.touched_at = value, self._clock()
            if is_found:
                draft.found = secrets.token_hex(4)
            self._wake_later()
            return True

    def drop(self, owner: Owner, form: str, name: str) -> None:
        """A field is again as it is saved."""
        with self._lock:
            draft = self._owners.get(owner, {}).get(form)
            if draft is not None:
                draft.fields.pop(name, None)
                if not draft.fields:
                    self._forget(owner, form)

    def forget(self, owner: Owner, form: str) -> None:
        """The form is saved, or what was typed in it is thrown away."""
        with self._lock:
            self._forget(owner, form)

    def forget_all(self) -> None:
        """A text has been blacked out, and may stand in any of them."""
        with self._lock:
            self._owners.clear()
            self.times_emptied += 1

    def _forget(self, owner: Owner, form: str) -> None:
        forms = self._owners.get(owner, {})
        forms.pop(form, None)
        if not forms:
            self._owners.pop(owner, None)

    def _make_room(self, owner: Owner) -> None:
        _, person = owner
        same = [other for other in self._owners if other[1] == person]
        for other in same[: max(0, len(same) + 1 - OWNERS_OF_A_PERSON)]:
            del self._owners[other]
        while len(self._owners) >= OWNERS:
            del self._owners[next(iter(self._owners))]

    def _sweep(self) -> None:
        last = self._clock() - SECONDS
        old = [
            (owner, form) for owner, forms in self._owners.items() for form in forms if forms[form].touched_at <= last
        ]
        for owner, form in old:
            self._forget(owner, form)

    def _wake_later(self) -> None:
        """Also where nobody comes back: what is old does not wait for a visitor."""
        if self._timer is None:
            self._timer = threading.Timer(SECONDS, self._wake)
            self._timer.daemon = True
            self._timer.start()

    def _wake(self) -> None:
        with self._lock:
            self._timer = None
            self._sweep()
            if self._owners:
                self._wake_later()


DRAFTS = Drafts()


def _visitor(owner: Owner) -> Owner:
    browser_and_plan, person = owner
    return browser_and_plan.partition(" ")[0], person


def _length(value: Value) -> int:
    return len(value) if isinstance(value, str) else 1
