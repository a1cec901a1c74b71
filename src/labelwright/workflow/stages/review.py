"""Review: somebody other than the author judges the answer that stands: accept, fix or reject."""

import hashlib
from collections.abc import Sequence

from labelwright.core.stage import Decision, StageSettings, Vote


class Review:
    name = "review"
    title = "Review"
    by = "reviewer"
    judges = True

    def wants(self, task_id: str, settings: StageSettings) -> int:
        """One verdict for the sampled share of the tasks. The same task is always, or never, in the sample."""
        return 1 if _draw(task_id, settings.name) < settings.share else 0

    def decide(self, settings: StageSettings, votes: Sequence[Vote], agreement: float | None) -> Decision:
        """The newest verdict counts: accepted and fixed answers go on, a rejected one sends the task back."""
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


PART = Review()
