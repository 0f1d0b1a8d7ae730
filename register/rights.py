"""Who may write what. Rights are checked where the saving happens."""

from dataclasses import dataclass

from register.errors import NotAllowedError

JOINT = "felles"


@dataclass(frozen=True)
class Rights:
    """What a role may do; none of it makes a reader."""

    role: str
    municipalities: frozenset[str] = frozenset()
    """Area codes it may report for."""
    joint_tasks: frozenset[int] = frozenset()
    """Measures whose joint task it may report."""
    is_working_group: bool = False
    """May open and freeze rounds, black text out, and report for all: it takes in the sheets that come back."""
    may_deliver: bool = False
    """May hand in figures, and take back what was handed in."""
    is_crisis_centre: bool = False
    """May hand in what may be seen of the crisis centre's years."""

    def may_report(self, measure_no: int, area_code: str) -> bool:
        if self.is_working_group:
            return True
        return measure_no in self.joint_tasks if area_code == JOINT else area_code in self.municipalities

    @property
    def may_report_anything(self) -> bool:
        return bool(self.is_working_group or self.municipalities or self.joint_tasks)

    def require_report(self, measure_no: int, area_code: str) -> None:
        if not self.may_report(measure_no, area_code):
            raise NotAllowedError(f"Rollen «{self.role}» kan ikke gi status for denne oppgaven. Ingenting er lagret.")

    def require_working_group(self) -> None:
        if not self.is_working_group:
            raise NotAllowedError(f"Bare arbeidsgruppa kan gjøre dette, ikke «{self.role}». Ingenting er endret.")

    def require_deliver(self) -> None:
        if not self.may_deliver:
            raise NotAllowedError(f"Rollen «{self.role}» kan ikke legge inn tall. Ingenting er lagret.")

    def require_crisis_centre(self) -> None:
        if not self.is_crisis_centre:
            raise NotAllowedError(f"Bare krisesenteret kan legge inn sitt år, ikke «{self.role}». Ingenting er lagret.")


READER = Rights("leser")


def together(found: list[Rights]) -> Rights:
    """All that somebody with several roles may do."""
    if not found:
        return READER
    return Rights(
        role=", ".join(dict.fromkeys(rights.role for rights in found)),
        municipalities=frozenset().union(*(rights.municipalities for rights in found)),
        joint_tasks=frozenset().union(*(rights.joint_tasks for rights in found)),
        is_working_group=any(rights.is_working_group for rights in found),
        may_deliver=any(rights.may_deliver for rights in found),
        is_crisis_centre=any(rights.is_crisis_centre for rights in found),
    )
