"""Review: somebody other than the author judges the answer that stands: accept, fix or reject."""

from collections.abc import Sequence

from labelwright.core.conditions import Case
from labelwright.core.judging import by_verdict, looked_at
from labelwright.core.stage import Decision, Evidence, StageSettings, Vote


class Review:
    name = "review"
    title = "Review"
    by = "reviewer"
    judges = True
    compares = False

    def wants(self, case: Case, settings: StageSettings) -> int:
        """One verdict for each task that the stage looks at."""
        return 1 if looked_at(case, settings) else 0

    def decide(self, settings: StageSettings, votes: Sequence[Vote], evidence: Evidence) -> Decision:
        """The newest verdict counts."""
        return by_verdict(votes)


PART = Review()
