"""Annotate: people make answers, independently of one another, until there are enough of them."""

from collections.abc import Sequence

from labelwright.core.conditions import Case
from labelwright.core.stage import Decision, Evidence, StageSettings, Vote

ENOUGH = 0.8
"""Agreement from which no vote beyond the least number is asked for, where the project names no probability."""


class Annotate:
    name = "annotate"
    title = "Annotate"
    by = "annotator"
    judges = False
    compares = False

    def wants(self, case: Case, settings: StageSettings) -> int:
        """Every task needs at least the least number of votes."""
        return settings.votes_min

    def decide(self, settings: StageSettings, votes: Sequence[Vote], evidence: Evidence) -> Decision:
        """Wait for the least number of votes, then for one more at a time while they leave doubt, up to the most."""
        given = len(votes)
        if given < settings.votes_min:
            return Decision("stay", votes_wanted=settings.votes_min)
        if given < settings.votes_max and _doubtful(settings, evidence):
            return Decision("stay", votes_wanted=given + 1)
        return Decision("on", truth=tuple(vote.answer_id for vote in votes))


def _doubtful(settings: StageSettings, evidence: Evidence) -> bool:
    if settings.stop_at:
        return evidence.probability is None or evidence.probability < settings.stop_at
    return evidence.agreement is not None and evidence.agreement < ENOUGH


PART = Annotate()
