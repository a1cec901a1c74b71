"""What went wrong or was lost on the way: gathered here, never swallowed, never thrown one at a time."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from labelwright.core.errors import Problem

OTHER = "other things"

_NAMES = 1000
"""Losses are told apart up to this many names: some hold words from files, which may be hostile."""


class Loss(Struct, frozen=True):
    """A thing the target cannot hold: what, how many times, and an example of where."""

    what: str
    count: int
    example: str = ""


class Report:
    """Gathers warnings, refused things and losses, with a place for each and a bound on how many are kept.

    Counts are always exact; of the texts only the first `keep` of each sort are held, so that a report on
    a million items stays small.
    """

    def __init__(self, keep: int = 1000) -> None:
        self._keep = keep
        self._warnings: list[Problem] = []
        self._refused: list[Problem] = []
        self._losses: Counter[str] = Counter()
        self._examples: dict[str, str] = {}
        self.warning_count = 0
        self.refused_count = 0

    def warn(self, message: str, where: str = "", remedy: str = "") -> None:
        """Note something that a person should know, though nothing was lost."""
        self.warning_count += 1
        if len(self._warnings) < self._keep:
            self._warnings.append(Problem(message, where, remedy))

    def refuse(self, message: str, where: str = "", remedy: str = "") -> None:
        """Note a file, item or annotation that was not taken in, and why."""
        self.refused_count += 1
        if len(self._refused) < self._keep:
            self._refused.append(Problem(message, where, remedy))

    def lose(self, what: str, where: str = "", count: int = 1) -> None:
        """Note that `what` cannot be held by the target. Names beyond the bound are counted as one."""
        if what not in self._losses and len(self._losses) >= _NAMES:
            what = OTHER
        self._losses[what] += count
        self._examples.setdefault(what, where)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(self._warnings)

    @property
    def refused(self) -> tuple[Problem, ...]:
        return tuple(self._refused)

    @property
    def losses(self) -> tuple[Loss, ...]:
        """Every loss, the most frequent first."""
        return tuple(Loss(what, n, self._examples[what]) for what, n in self._losses.most_common())

    @property
    def clean(self) -> bool:
        return not (self.warning_count or self.refused_count or self._losses)

    def lines(self) -> Iterator[str]:
        """The report as text, a line each."""
        for problem in self._refused:
            yield f"refused: {problem}"
        for loss in self.losses:
            yield f"lost: {loss.what} × {loss.count}" + (f" (first: {loss.example})" if loss.example else "")
        for problem in self._warnings:
            yield f"warning: {problem}"

    def as_dict(self) -> dict[str, object]:
        """The report as JSON-able data."""
        return {
            "warning_count": self.warning_count,
            "refused_count": self.refused_count,
            "warnings": [_problem(p) for p in self._warnings],
            "refused": [_problem(p) for p in self._refused],
            "losses": [{"what": x.what, "count": x.count, "example": x.example} for x in self.losses],
        }


def _problem(problem: Problem) -> dict[str, object]:
    return {"message": problem.message, "where": problem.where, "remedy": problem.remedy}
