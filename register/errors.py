"""What the register refuses, in sentences for whoever asked."""


class RegisterError(Exception):
    """Nothing was changed; the message says why, in Norwegian."""


class NotAllowedError(RegisterError):
    """The role does not hold the right."""


class InvalidError(RegisterError):
    """What was typed can not be saved; `problems` maps the field to a sentence."""

    def __init__(self, problems: dict[str, str]):
        self.problems = problems
        super().__init__(" ".join(problems.values()))


class UnavailableError(RegisterError):
    """The database does not answer, can not be written to, or is not of a version this code knows."""
