"""Adjudicate: an expert settles what annotators differ on, with all their answers side by side."""

from collections.abc import Sequence

from labelwright.core.conditions import Case
from labelwright.core.judging import by_verdict, looked_at
from labelwright.core.stage import Decision, Evidence, StageSettings, Vote


class Adjudicate:
    name = "adjudicate"
    title = "Adjudicate"
    by = "expert"
    judges = True
    compares = True

    def wants(self, case: Case, settings: StageSettings) -> int:
        """One decision for each task that the stage looks at."""
        return 1 if looked_at(case, settings) else 0

    def decide(self, settings: StageSettings, votes: Sequence[Vote], evidence: Evidence) -> Decision:
        """What the expert says stands: the consensus, or a new answer made of those given."""
        return by_verdict(votes)


PART = Adjudicate()
