"""Annotate: people make answers, independently of one another, until there are enough of them."""

from collections.abc import Sequence

from labelwright.core.stage import Decision, StageSettings, Vote

ENOUGH = 0.8
"""Agreement from which no vote beyond the least number is asked for."""


class Annotate:
    name = "annotate"
    title = "Annotate"
    by = "annotator"
    judges = False

    def wants(self, task_id: str, settings: StageSettings) -> int:
        """Every task needs at least the least number of votes."""
        return settings.votes_min

    def decide(self, settings: StageSettings, votes: Sequence[Vote], agreement: float | None) -> Decision:
        """Wait for the least number of votes, then for one more at a time while they disagree, up to the most."""
        given = len(votes)
        if given < settings.votes_min:
            return Decision("stay", votes_wanted=settings.votes_min)
        agreed = agreement is None or agreement >= ENOUGH
        if given < settings.votes_max and not agreed:
            return Decision("stay", votes_wanted=given + 1)
        return Decision("on", truth=tuple(vote.answer_id for vote in votes))


PART = Annotate()
