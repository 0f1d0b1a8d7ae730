"""What the register refuses, in sentences for whoever asked."""

from collections.abc import Iterable
from dataclasses import dataclass


class RegisterError(Exception):
    """Nothing was changed; the message says why, in Norwegian."""


class NotAllowedError(RegisterError):
    """The role does not hold the right."""


class InvalidError(RegisterError):
    """What was typed can not be saved; `problems` maps the field to a sentence."""

    def __init__(self, problems: dict[str, str]):
        self.problems = problems
        super().__init__(" ".join(problems.values()))


@dataclass(frozen=True)
class Question:
    """What the sender must say yes to before it is saved; `field` is «task» where it is about the answer as a whole."""

    task: tuple[int, str] | None
    field: str
    sentence: str


class UnsureError(RegisterError):
    """Nothing is saved until the sender says yes to each question."""

    def __init__(self, questions: Iterable[Question]):
        self.questions = tuple(questions)
        super().__init__(" ".join(question.sentence for question in self.questions))


class UnavailableError(RegisterError):
    """The database does not answer, can not be written to, or is not of a version this code knows."""


class LeftInFilesError(UnavailableError):
    """A text is blacked out in the register, but may still lie in the files of its database."""
