"""What stages that judge have in common: which tasks they look at, and what a verdict means."""

import hashlib
from collections.abc import Sequence

from labelwright.core.conditions import Case, condition
from labelwright.core.stage import Decision, StageSettings, Vote

STRATA = ("annotator", "class")
"""What a share can be taken of each of, instead of all tasks together."""


def looked_at(case: Case, settings: StageSettings) -> bool:
    """Whether a stage looks at a task. Of all tasks together, the same one is always, or never, in the share."""
    if settings.always and condition(settings.always).holds(case):
        return True
    if settings.when and not condition(settings.when).holds(case):
        return False
    if settings.per:
        return case.behind.get(settings.name, True)
    return _draw(case.task_id, settings.name) < settings.share


def is_drawn(case: Case, settings: StageSettings) -> bool:
    """Whether it is the share that decides if a stage looks at a task, and neither of its conditions."""
    if settings.always and condition(settings.always).holds(case):
        return False
    return not settings.when or condition(settings.when).holds(case)


def is_behind(seen: int, taken: int, share: float) -> bool:
    """Whether the next task of a stratum is taken, of which so many were seen and taken: the first, then evenly.

    Systematic sampling (Cochran: Sampling Techniques, 3rd edition, 1977, ch. 8): of n tasks, share × n are taken,
    rounded up, whatever n is.
    """
    return taken < share * (seen + 1)


def by_verdict(votes: Sequence[Vote]) -> Decision:
    """Where a task goes by its newest verdict: accepted and fixed answers go on, a rejected one sends it back."""
    if not votes:
        return Decision("stay", votes_wanted=1)
    verdict = votes[-1]
    if verdict.outcome == "reject":
        return Decision("back")
    return Decision("on", truth=(verdict.answer_id if verdict.outcome == "fix" else verdict.judged,))


def _draw(task_id: str, stage: str) -> float:
    """A number in [0, 1), evenly spread over tasks and independent between stages."""
    digest = hashlib.sha256(f"{stage}\0{task_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64
